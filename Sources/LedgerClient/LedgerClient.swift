// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import Synchronization
internal import SystemBridge

/// A ledger kept by the program `csrkit-ledger`, which carries the database libraries so that `csrkit` need not.
///
/// See docs/decisions/ledger-helper.md.
public final class LedgerClient: TokenLedger {
  /// The name of the helper.
  public static let program = "csrkit-ledger"
  /// How long an answer may take; the helper itself gives up earlier.
  private static let milliseconds: Int32 = 40_000

  private let child: Mutex<ChildProcess>

  /// Starts the helper and lets it open a ledger.
  ///
  /// - Parameters:
  ///   - location: the path of a SQLite file, or `postgres://…`.
  ///   - program: the helper's path, or its name in PATH.
  public init(location: String, program: String = LedgerClient.program) throws(LedgerError) {
    do throws(ChildFailure) {
      child = Mutex(try ChildProcess.start(program, arguments: []))
    } catch {
      throw .unreachable(error.description)
    }
    _ = try ask(.open(location))
  }

  /// Remembers a token unless it is there.
  public func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    let (rows, recorded) = try ask(.record(entry))
    if recorded { return .recorded }
    guard let known = rows.first else { throw .failed("the answer of \(LedgerClient.program) is empty") }
    return .known(known.entry)
  }

  /// The entry of a token.
  public func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? { try ask(.entry(key)).rows.first?.entry }

  /// The entries of a request.
  public func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    try ask(.request(sha256)).rows.map(\.entry)
  }

  /// The entries of an order reference.
  public func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] {
    try ask(.reference(reference)).rows.map(\.entry)
  }

  /// A page of rows.
  public func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] {
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
