// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Synchronization

/// A ledger that lasts as long as the test, and can be told to fail.
final class MemoryLedger: TokenLedger {
  /// When `record` fails: as a process that is killed before or after its entry is safe.
  enum Failure: Sendable {
    case never, beforeRecording, afterRecording
  }

  struct State {
    var rows: [LedgerRow] = []
    var failure = Failure.never
  }

  private let state = Mutex(State())

  var all: [LedgerRow] { state.withLock { $0.rows } }

  func fail(_ failure: Failure) { state.withLock { $0.failure = failure } }

  func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    try state.withLock { state throws(LedgerError) in
      if state.failure == .beforeRecording { throw .unreachable("gone") }
      if let known = state.rows.first(where: { $0.entry.key == entry.key }) { return .known(known.entry) }
      // Numbers have gaps, as in a database.
      state.rows.append(LedgerRow(number: Int64(state.rows.count * 2 + 1), entry: entry))
      if state.failure == .afterRecording { throw .failed("killed") }
      return .recorded
    }
  }

  func entry(of key: TokenKey) throws(LedgerError) -> LedgerEntry? { all.first { $0.entry.key == key }?.entry }

  func entries(ofRequest sha256: String) throws(LedgerError) -> [LedgerEntry] {
    all.map(\.entry).filter { $0.key.sha256 == sha256 }
  }

  func entries(ofReference reference: String) throws(LedgerError) -> [LedgerEntry] {
    all.map(\.entry).filter { $0.reference == reference }
  }

  func rows(after number: Int64, limit: Int) throws(LedgerError) -> [LedgerRow] {
    Array(all.filter { $0.number > number }.prefix(limit))
  }
}
