// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import AutoApplySSL
internal import CommandSupport
internal import CSRKitBase
internal import CSRKitLedgerPostgreSQL
internal import SystemBridge

/// The command `csrkit-companion`, which uses libraries that csrkit, a static executable, cannot load.
@main
struct CompanionCommand: RootCommand {
  static let configuration = CommandConfiguration(
    commandName: "csrkit-companion",
    abstract: "Run the parts of csrkit that need shared libraries.",
    discussion: "csrkit starts this program when it is needed.",
    version: CSRKitVersion.text,
    subcommands: [ProbeCommand.self, LedgerService.self])
}

struct LedgerService: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Serve a PostgreSQL ledger to csrkit over standard input and output.")

  func run() throws {
    var session = LedgerSession()
    let output = Stream.standardOutput()
    while let query = readLine() {
      let response = session.respond(to: query).map { "\($0)\n" }.joined()
      // csrkit has ended.
      do throws(SystemFailure) { try output.write(Array(response.utf8)) } catch { return }
    }
  }
}

/// Handles queries to one ledger, which the first query opens.
struct LedgerSession {
  private var ledger: (any TokenLedger)?

  /// The response to a line.
  mutating func respond(to line: String) -> [String] {
    do throws(LedgerError) {
      return try lines(LedgerWire.Question(line: line)).map(\.line)
    } catch {
      return [LedgerWire.Line.error(error).line]
    }
  }

  private mutating func lines(_ question: LedgerWire.Question) throws(LedgerError) -> [LedgerWire.Line] {
    if case .open(let uri) = question {
      ledger = try PostgreSQLLedger(uri: uri)
      return [.end]
    }
    guard let ledger else { throw .failed("no ledger is open") }
    switch question {
    case .open: return [.end]
    case .record(let entry):
      switch try ledger.record(entry) {
      case .recorded: return [.recorded]
      case .known(let entry): return LedgerSession.rows([entry])
      }
    case .entry(let key): return LedgerSession.rows(try ledger.entry(of: key).map { [$0] } ?? [])
    case .request(let sha256): return LedgerSession.rows(try ledger.entries(ofRequest: sha256))
    case .reference(let reference): return LedgerSession.rows(try ledger.entries(ofReference: reference))
    case .rows(let after, let limit):
      return try ledger.rows(after: after, limit: limit).map { .row($0) } + [.end]
    }
  }

  private static func rows(_ entries: [LedgerEntry]) -> [LedgerWire.Line] {
    entries.map { .row(LedgerRow(number: 0, entry: $0)) } + [.end]
  }
}
