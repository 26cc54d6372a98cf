// SPDX-License-Identifier: Apache-2.0
import Synchronization
import SystemBridge
import Testing

@Suite struct ChildProcessTests {
  @Test
  func `Lines are sent to a program and received from it`() throws {
    var child = try ChildProcess.start("cat", arguments: [])
    for line in ["one", "", "two \u{FC}"] {
      try child.send(line: line)
      let answer = try child.receiveLine(milliseconds: 5000)
      #expect(answer == line)
    }
  }

  @Test
  func `A program that is missing, ends, is silent or writes an endless line is an error`() throws {
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
  func `Writing to a program that has ended is an error, not a signal`() throws {
    let child = try ChildProcess.start("true", arguments: [])
    #expect(throws: ChildFailure.self) {
      for _ in 0..<100_000 { try child.send(line: "x") }
    }
  }

  @Test(arguments: [("exit 7", 7), ("kill -9 $$", 137), ("test $(wc -c) -eq 300000", 0)])
  func `A program receives its complete input, and its status is returned`(_ script: String, _ status: Int) throws {
    let input = [UInt8](repeating: 0x61, count: 300_000)
    #expect(try ProgramRun.run("sh", arguments: ["-c", script], input: input) == Int32(status))
  }
}

@Suite struct ThreadNumberTests {
  /// State shared between the threads.
  private final class Meeting: Sendable {
    let numbers = Mutex<Set<UInt>>([])
    let arrived = Atomic(0)
  }

  @Test func `Threads that run at the same time have different numbers, and a thread keeps its own`() {
    let meeting = Meeting()
    let threads = WorkerThreads(count: 8) {
      let number = Process.threadNumber
      meeting.numbers.withLock { numbers in _ = numbers.insert(number) }
      meeting.arrived.add(1, ordering: .sequentiallyConsistent)
      // No thread ends before the last has arrived, since numbers may be reused.
      let deadline = ContinuousClock.now + .seconds(10)
      while meeting.arrived.load(ordering: .sequentiallyConsistent) < 8, ContinuousClock.now < deadline {}
      if Process.threadNumber != number { meeting.numbers.withLock { $0 = [] } }
    }
    let count = threads.count
    threads.join()
    #expect(count == 8)
    #expect(meeting.numbers.withLock(\.count) == 8)
  }
}
