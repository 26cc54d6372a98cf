// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A batch that ends before its input.
@Suite(.serialized) struct BatchEndingTests {
  private static let isMeasurable = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil

  /// A running batch with an open input.
  private struct Running {
    let process = Foundation.Process()
    let input = Pipe()
    let output = Pipe()
    let errors = Pipe()

    init() throws {
      // Writing to a batch that has ended must fail, not end the test process.
      signal(SIGPIPE, SIG_IGN)
      process.executableURL = try Checkout.command
      process.arguments = ["batch"]
      process.standardInput = input
      process.standardOutput = output
      process.standardError = errors
      try process.run()
    }

    func send(_ lines: Int) throws {
      let stream = try Data(contentsOf: URL(fileURLWithPath: BatchCommandTests.lines))
      let line = stream.prefix(through: try #require(stream.firstIndex(of: 0x0A)))
      // Joining a sequence of lines byte by byte takes a minute in a debug build.
      var bytes = Data(capacity: lines * line.count)
      for _ in 0..<lines { bytes.append(line) }
      try input.fileHandleForWriting.write(contentsOf: bytes)
    }

    /// Reads the output until it contains this number of lines.
    func receive(_ lines: Int = 1) -> String {
      var bytes = Data()
      while bytes.count(where: { $0 == 0x0A }) < lines {
        let more = output.fileHandleForReading.availableData
        if more.isEmpty { break }
        bytes += more
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    func end() throws -> String {
      process.waitUntilExit()
      return String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }
  }

  @Test func `A result is written at once while the input is still open`() throws {
    let batch = try Running()
    try batch.send(1)
    #expect(batch.receive().hasSuffix("}\n"))
    try batch.send(1)
    #expect(batch.receive().contains("\"index\":1"))
    try batch.input.fileHandleForWriting.close()
    #expect(try batch.end() == "")
    #expect(batch.process.terminationStatus == 0)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `A signal ends the batch and reports how to continue`(_ signal: Int32) throws {
    let batch = try Running()
    try batch.send(3)
    #expect(batch.receive(3).hasSuffix("}\n"))
    kill(batch.process.processIdentifier, signal)
    let errors = try batch.end()
    #expect(errors.contains("interrupted after 3 records"))
    #expect(errors.contains("--resume 3"))
    #expect(batch.process.terminationReason == .exit)
    #expect(batch.process.terminationStatus == 128 + signal)
  }

  @Test func `A closed output ends the batch, even while it waits for input`() throws {
    let batch = try Running()
    try batch.send(1)
    #expect(batch.receive().hasSuffix("}\n"))
    try batch.output.fileHandleForReading.close()
    try batch.send(1)
    #expect(try batch.end().contains("the output ended after 1 records"))
    #expect(batch.process.terminationReason == .exit)
    #expect(batch.process.terminationStatus == 0)
  }

  @Test(.enabled(if: Self.isMeasurable, "AddressSanitizer uses additional memory"))
  func `A slow reader of the output stops the batch from reading its input`() throws {
    let batch = try Running()
    let sent = 40_000
    let writer = Thread {
      // Fails when the batch has ended.
      try? batch.send(sent)
      try? batch.input.fileHandleForWriting.close()
    }
    writer.start()
    Thread.sleep(forTimeInterval: 2)
    let status = try String(contentsOfFile: "/proc/\(batch.process.processIdentifier)/status", encoding: .utf8)
    let resident = try #require(status.firstMatch(of: /VmRSS:\s+(\d+) kB/).flatMap { Int($0.output.1) })
    #expect(resident < 64 << 10)
    try batch.output.fileHandleForReading.close()
    #expect(try batch.end().contains("the output ended"))
  }
}
