// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Foundation
import GRDB
import Ledger
import LedgerClient
import LedgerConformance
import Testing

@Suite struct SQLiteTests {
  @Test
  func `Eight processes at once on a new file never record the same token twice`() throws {
    let folder = try ScratchFolder()
    #expect(try Racers(location: folder.ledger, count: 8).record(tokens: 60) == 60)
    #expect(try LedgerLocation(folder.ledger).open().rows(after: 0, limit: 100).count == 60)
  }

  @Test
  func `A process killed at any moment leaves a whole ledger with all that it was told to be recorded`() throws {
    let folder = try ScratchFolder()
    var acknowledged: [LedgerEntry] = []
    // Every other one only once it records, however slow the machine is; the rest also while it starts and opens.
    for round in 0..<24 {
      let writer = try KilledWriter(location: folder.ledger)
      let milliseconds = Int.random(in: 1...(round.isMultiple(of: 2) ? 20 : 120))
      acknowledged += try writer.run(milliseconds: milliseconds, afterFirst: round.isMultiple(of: 2))
    }
    let ledger = try LedgerLocation(folder.ledger).open()
    for entry in acknowledged { #expect(try ledger.entry(of: entry.key) == entry) }
    #expect(try ledger.record(try LedgerConformance.entry("after")) == .recorded)
    #expect(acknowledged.count >= 12)
  }

  @Test
  func `A file that is no ledger is left alone`() throws {
    let folder = try ScratchFolder()
    let text = "this is a text, and not a short one, that somebody named by mistake as a ledger"
    try text.write(toFile: folder.ledger, atomically: false, encoding: .utf8)
    #expect(throws: LedgerError.self) { try LedgerLocation(folder.ledger).open() }
    #expect(try String(contentsOfFile: folder.ledger, encoding: .utf8) == text)
  }

  @Test
  func `A ledger of a newer version, or of another program, is left alone`() throws {
    let folder = try ScratchFolder()
    _ = try LedgerLocation(folder.ledger).open()
    try DatabaseQueue(path: folder.ledger).write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
    #expect(throws: LedgerError.newerSchema) { try LedgerLocation(folder.ledger).open() }
    let other = "\(folder.path)/other.sqlite"
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE theirs (a)") }
    #expect(throws: LedgerError.self) { try LedgerLocation(other).open() }
  }

  @Test
  func `A name with a meaning of SQLite's own is a file's name, and no name is refused`() throws {
    let folder = try ScratchFolder()
    let client = try LedgerClient(location: "\(folder.path)/:memory:", program: Helper.built())
    #expect(try client.record(try LedgerConformance.entry("a")) == .recorded)
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/:memory:"))
    #expect(throws: LedgerError.unreachable("its name is empty")) { try LedgerLocation("").open() }
  }

  @Test
  func `A folder that is not there is said`() throws {
    let folder = try ScratchFolder()
    #expect(throws: LedgerError.self) { try LedgerLocation("\(folder.path)/none/ledger").open() }
  }

  @Test
  func `The file is its owner's only`() throws {
    let folder = try ScratchFolder()
    _ = try LedgerLocation(folder.ledger).open()
    let mode = try FileManager.default.attributesOfItem(atPath: folder.ledger)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test
  func `A helper that is missing, or ends, is an error and no trap`() throws {
    #expect(throws: LedgerError.self) { try LedgerClient(location: "x", program: "csrkit-no-such-helper") }
    #expect(throws: LedgerError.self) { try LedgerClient(location: "x", program: "/bin/false") }
  }
}

/// A process that records as fast as it can until it is killed.
final class KilledWriter {
  private let location: String
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(location: String) throws {
    self.location = location
    process.executableURL = URL(fileURLWithPath: Helper.built())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  /// The entries whose record was acknowledged before the kill.
  ///
  /// - Parameter afterFirst: whether the time counts from the first record that was acknowledged.
  func run(milliseconds: Int, afterFirst: Bool) throws -> [LedgerEntry] {
    let entries = try (0..<400).map { _ in try LedgerConformance.entry("k") }
    let questions = ([.open(location)] + entries.map(LedgerWire.Question.record)).map { "\($0.line)\n" }.joined()
    let writing = input.fileHandleForWriting
    // All questions fit into the pipe, so that writing does not wait for a process that is gone.
    writing.write(Data(questions.utf8.prefix(60_000)))
    var received = Data()
    while afterFirst, received.firstRange(of: Data("recorded\n".utf8)) == nil {
      let part = output.fileHandleForReading.availableData
      guard !part.isEmpty else { break }
      received += part
    }
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    received += output.fileHandleForReading.readDataToEndOfFile()
    let answers = String(decoding: received, as: UTF8.self)
    // The first answer is to the opening.
    return zip(answers.split(separator: "\n").dropFirst(), entries).filter { $0.0 == "recorded" }.map(\.1)
  }
}
