// SPDX-License-Identifier: Apache-2.0
package import AutoApplySSL
import Synchronization
import SystemBridge

/// A ledger in PostgreSQL, served by the companion program, since a static executable cannot load libpq.
///
/// See docs/decisions/ledgers.md.
package final class LedgerClient: TokenLedger {
  /// How long an answer may take; a connection attempt gives up earlier.
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
    _ = try ask(.open(uri))
  }

  /// Records a token unless it is known.
  package func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    let (rows, recorded) = try ask(.record(entry))
    if recorded { return .recorded }
    guard let known = rows.first else { throw .failed("the companion program sent an empty answer") }
    return .known(known.entry)
  }

  /// The entry of a token.
  package func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? { try ask(.entry(key)).rows.first?.entry }

  /// The entries of a request.
  package func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    try ask(.request(sha256)).rows.map(\.entry)
  }

  /// The entries of an order reference.
  package func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] {
    try ask(.reference(reference)).rows.map(\.entry)
  }

  /// A page of rows.
  package func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] {
    try ask(.rows(after: number, limit: limit)).rows
  }

  private func ask(_ question: LedgerWire.Question) throws(LedgerError) -> (rows: [LedgerRow], recorded: Bool) {
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
