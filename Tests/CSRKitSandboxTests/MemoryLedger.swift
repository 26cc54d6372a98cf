// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Synchronization

/// A ledger that lasts as long as the test and can be made to fail.
final class MemoryLedger: OrderLedger {
  /// When an order fails: as in a process that is killed before or after its entry is on disk.
  enum Failure: Sendable {
    case never, beforeRecording, afterRecording
  }

  struct State {
    var rows: [LedgerRow] = []
    /// The orders by row number.
    var orders: [Int64: LedgerOrder] = [:]
    var failure = Failure.never
  }

  private let state = Mutex(State())

  var all: [LedgerRow] { state.withLock { $0.rows } }

  func fail(_ failure: Failure) { state.withLock { $0.failure = failure } }

  func prepareForOrders() throws(LedgerError) {}

  func place(_ order: LedgerOrder) throws(LedgerError) -> LedgerPlacement {
    try state.withLock { state throws(LedgerError) in
      if state.failure == .beforeRecording { throw .unreachable("gone") }
      let used = state.rows.filter { $0.entry.key.sha256 == order.entry.key.sha256 }
      let isReferenceInUse = order.uniqueReference.map { MemoryLedger.has($0, order.account, state) } ?? false
      let spent = state.orders.values.filter { $0.account == order.account }.reduce(0) { $0 + $1.cost }
      let decision = order.decision(
        used: Set(used.map { $0.entry.key.uniqueValue?.text ?? "" }), isReferenceInUse: isReferenceInUse, spent: spent)
      guard case .record(let entry) = decision else {
        guard case .refuse(let reason) = decision else { return .tokenInUse }
        return reason
      }
      let number = MemoryLedger.add(entry, &state)
      state.orders[number] = order
      if state.failure == .afterRecording { throw .failed("killed") }
      return .placed(number: number, uniqueValue: entry.key.uniqueValue)
    }
  }

  func hasReference(_ reference: String, account: String) throws(LedgerError) -> Bool {
    state.withLock { MemoryLedger.has(reference, account, $0) }
  }

  private static func has(_ reference: String, _ account: String, _ state: State) -> Bool {
    state.orders.values.contains { $0.account == account && $0.entry.reference == reference }
  }

  private static func add(_ entry: LedgerEntry, _ state: inout State) -> Int64 {
    // Numbers have gaps, as in a database.
    let number = Int64(state.rows.count * 2 + 1)
    state.rows.append(LedgerRow(number: number, entry: entry))
    return number
  }

  func record(_ entry: LedgerEntry) throws(LedgerError) -> LedgerAnswer {
    state.withLock { state in
      if let known = state.rows.first(where: { $0.entry.key == entry.key }) { return .known(known.entry) }
      _ = MemoryLedger.add(entry, &state)
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
