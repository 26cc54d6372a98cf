// SPDX-License-Identifier: Apache-2.0
package import AutoApplySSL
import Synchronization
import SystemBridge

/// A ledger in PostgreSQL, accessed through csrkit-companion, since a static executable cannot load libpq.
///
/// See docs/decisions/ledgers.md.
package final class LedgerClient: TokenLedger {
  /// The time limit for a response in milliseconds; a connection attempt times out earlier.
  private static let milliseconds: Int32 = 40_000

  private let child: Mutex<ChildProcess>

  /// Starts the companion, which connects to the database.
  ///
  /// - Parameter program: the companion's path, or its name in PATH.
  package init(uri: String, program: String) throws(LedgerError) {
    do throws(ChildFailure) {
      child = Mutex(try ChildProcess.start(program, arguments: ["ledger"]))
    } catch {
      throw .unreachable(error.description)
    }
    _ = try query(.open(uri))
  }

  /// Records a token unless it is already in the ledger.
  package func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    let (rows, recorded) = try query(.record(entry))
    if recorded { return .recorded }
    guard let known = rows.first else { throw .failed("csrkit-companion sent an empty response") }
    return .known(known.entry)
  }

  /// The entry for a token.
  package func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? { try query(.entry(key)).rows.first?.entry }

  /// The entries for a request.
  package func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    try query(.request(sha256)).rows.map(\.entry)
  }

  /// The entries for an order reference.
  package func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] {
    try query(.reference(reference)).rows.map(\.entry)
  }

  /// A page of rows.
  package func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] {
    try query(.rows(after: number, limit: limit)).rows
  }

  private func query(_ question: LedgerWire.Question) throws(LedgerError) -> (rows: [LedgerRow], recorded: Bool) {
    try child.withLock { child throws(LedgerError) in
      var rows: [LedgerRow] = []
      do throws(ChildFailure) { try child.send(line: question.line) } catch { throw .failed(error.description) }
      while true {
        let text: String
        do throws(ChildFailure) {
          text = try child.receiveLine(milliseconds: LedgerClient.milliseconds)
        } catch {
          throw .failed(error.description)
        }
        switch try LedgerWire.Line(line: text) {
        case .row(let row): rows.append(row)
        case .recorded: return (rows, true)
        case .end: return (rows, false)
        case .error(let error): throw error
        }
      }
    }
  }
}

/// The program that is installed next to csrkit.
enum Companion {
  /// csrkit-companion, which uses libraries that csrkit, a static executable, cannot load.
  static var program: String { path(of: "csrkit-companion") }

  /// The path of a program in the folder of csrkit if csrkit was started by its path; otherwise its name, for PATH.
  private static func path(of name: String) -> String {
    guard let own = CommandLine.arguments.first, let slash = own.lastIndex(of: "/") else { return name }
    let neighbor = String(own[...slash]) + name
    do throws(SystemFailure) {
      _ = try Stream.reading(neighbor)
      return neighbor
    } catch {
      return name
    }
  }
}
