// SPDX-License-Identifier: Apache-2.0
internal import DCV
internal import Ledger

/// Answers questions from one ledger, which is opened at the first of them.
final class LedgerSession {
  private let location: LedgerLocation
  private var opened: (any TokenLedger)?

  init(location: LedgerLocation) {
    self.location = location
  }

  /// The lines of the answer to a line.
  func answer(_ line: String) -> [String] {
    do throws(LedgerError) {
      return try lines(LedgerWire.Question(line: line)).map(\.line)
    } catch {
      return [LedgerWire.Line.error(error).line]
    }
  }

  private func lines(_ question: LedgerWire.Question) throws(LedgerError) -> [LedgerWire.Line] {
    let ledger = try open()
    switch question {
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

  private func open() throws(LedgerError) -> any TokenLedger {
    if let opened { return opened }
    let ledger = try location.open()
    opened = ledger
    return ledger
  }
}
