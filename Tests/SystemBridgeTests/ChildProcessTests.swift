// SPDX-License-Identifier: Apache-2.0
import SystemBridge
import Testing

@Suite struct ChildProcessTests {
  @Test
  func `Lines go to a program and come back`() throws {
    var child = try ChildProcess.start("cat", arguments: [])
    for line in ["one", "", "two \u{FC}"] {
      try child.send(line: line)
      let answer = try child.receiveLine(milliseconds: 5000)
      #expect(answer == line)
    }
  }

  @Test
  func `A program that is missing, ends, is silent or talks without end is an error`() throws {
    #expect(throws: ChildFailure.missing("csrkit-no-such-program")) {
      _ = try ChildProcess.start("csrkit-no-such-program", arguments: [])
    }
    #expect(throws: ChildFailure.ended) { try receive(from: "true", [], milliseconds: 5000) }
    #expect(throws: ChildFailure.timeLimit(50)) { try receive(from: "cat", [], milliseconds: 50) }
    #expect(throws: ChildFailure.lineTooLong(1000)) {
      try receive(from: "head", ["-c", "100000", "/dev/zero"], milliseconds: 5000)
    }
  }

  private func receive(from program: String, _ arguments: [String], milliseconds: Int32) throws {
    var child = try ChildProcess.start(program, arguments: arguments)
    _ = try child.receiveLine(limit: 1000, milliseconds: milliseconds)
  }

  @Test
  func `A program that ended takes no line, and no signal ends us`() throws {
    let child = try ChildProcess.start("true", arguments: [])
    #expect(throws: ChildFailure.self) {
      for _ in 0..<100_000 { try child.send(line: "x") }
    }
  }

  @Test(arguments: [("exit 7", 7), ("kill -9 $$", 137), ("test $(wc -c) -eq 300000", 0)])
  func `A program's status is told, and all of its input is given`(_ script: String, _ status: Int) throws {
    let input = [UInt8](repeating: 0x61, count: 300_000)
    #expect(try ProgramRun.run("sh", arguments: ["-c", script], input: input) == Int32(status))
  }
}
