// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitLedger
import Foundation
import Testing

@Suite struct WriterTests {
  @Test
  func `Eight processes on a new file record each token once`() throws {
    let folder = try ScratchFolder()
    let writers = Writers(ledger: folder.ledger, folder: folder.path, requests: try Writers.requests())
    let records = try writers.run(count: 8, value: "race") { writers in writers.waitUntilExit() }
    let tokens = Set(records.map(\.key))
    #expect(tokens.count >= 90)
    #expect(records.filter { !$0.isKnown }.count == tokens.count)
    #expect(try SQLiteLedger(path: folder.ledger).rows(after: 0, limit: .max).count == tokens.count)
  }

  @Test
  func `A hundred processes killed in the middle of writing lose and double no token`() throws {
    let folder = try ScratchFolder()
    let writers = Writers(ledger: folder.ledger, folder: folder.path, requests: try Writers.requests())
    var records: [Writers.Record] = []
    for round in 0..<13 {
      records += try writers.run(count: 8, value: "round\(round)") { writers in
        // Half of them only once they record, however slow the machine is; the others also while they start.
        if round.isMultiple(of: 2) { writers.waitForRecords(octets: 2000) }
        Thread.sleep(forTimeInterval: .random(in: 0.001...0.12))
        writers.kill()
      }
    }
    let new = records.filter { !$0.isKnown }.map(\.key)
    #expect(Set(new).count == new.count, "a token was recorded twice")
    #expect(new.count >= 20)
    let ledger = try SQLiteLedger(path: folder.ledger)
    for record in Set(records) { #expect(try ledger.entry(of: record.key) != nil, "\(record.key) is lost") }
    #expect(try ledger.record(try LedgerConformance.entry("after")) == .recorded)
  }
}

/// Processes that all record the tokens of the same requests into one ledger.
struct Writers {
  /// A line of a process's output: the answer to one token.
  struct Record: Hashable {
    let key: TokenKey
    let isKnown: Bool
  }

  let ledger: String
  /// Where outputs are written.
  let folder: String
  let requests: [String]

  /// A hundred requests with keys of ordinary sizes.
  static func requests() throws -> [String] {
    let folders = ["attributes", "extensions", "sans", "subject"].map { Checkout.vector("requests/\($0)") }
    let files = try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
    }
    return Array(files.filter { $0.hasSuffix(".der") }.sorted().prefix(100))
  }

  /// Starts processes, lets `body` end them, and returns what they printed.
  func run(count: Int, value: String, until body: (Running) throws -> Void) throws -> [Record] {
    let outputs = (0..<count).map { "\(folder)/\(value)-\($0).jsonl" }
    let running = Running(
      outputs: outputs, processes: try outputs.map { try start(value: value, output: $0) })
    try body(running)
    return try outputs.flatMap(records)
  }

  private func start(value: String, output: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Checkout.program("csrkit"))
    process.arguments =
      ["ledger", "record"] + requests.shuffled() + ["--ledger", ledger, "--unique-value", value, "--format", "jsonl"]
    try Data().write(to: URL(fileURLWithPath: output))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func records(_ output: String) throws -> [Record] {
    struct Line: Decodable {
      let sha256: String
      let uniqueValue: String?
      let known: Bool
    }
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self)
    // The last line of a killed process may be incomplete.
    let end = text.lastIndex(of: "\n") ?? text.startIndex
    return try text[..<end].split(separator: "\n").map { text in
      let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
      let key = try TokenKey(sha256: line.sha256, uniqueValue: line.uniqueValue.map { try UniqueValue($0) })
      return Record(key: key, isKnown: line.known)
    }
  }

  struct Running {
    let outputs: [String]
    let processes: [Process]

    func waitUntilExit() { for process in processes { process.waitUntilExit() } }

    /// Waits until the processes together have printed this much; a record takes about 200 octets.
    func waitForRecords(octets: Int) {
      while processes.contains(where: \.isRunning) {
        let sizes = outputs.map { try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int }
        if sizes.reduce(0, { $0 + ($1 ?? 0) }) >= octets { return }
        Thread.sleep(forTimeInterval: 0.005)
      }
    }

    func kill() {
      for process in processes { Foundation.kill(process.processIdentifier, SIGKILL) }
      waitUntilExit()
    }
  }
}
