// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// What has been read of a ledger, summed up.
struct OrderHistory: Sendable {
  /// In a database that several write to, a row may appear behind one with a higher number: so many are read again.
  static let overlap: Int64 = 64

  private struct Reference: Hashable {
    let account: String
    let text: String
  }

  private var last: Int64 = 0
  /// The numbers read among those that are read again.
  private var recent: Set<Int64> = []
  private var spent: [String: Money] = [:]
  private var references: Set<Reference> = []

  /// Behind which number to read on.
  var start: Int64 { max(0, last - OrderHistory.overlap) }

  /// What an account's orders have cost.
  func spent(by account: String) -> Money { spent[account] ?? .zero }

  /// Whether an account has used a reference before.
  func hasReference(_ order: NewOrder) -> Bool {
    guard let text = order.note.foreignOrderNumber else { return false }
    return references.contains(Reference(account: order.note.account, text: text))
  }

  /// Takes a row in, once.
  mutating func add(_ row: LedgerRow) {
    guard recent.insert(row.number).inserted else { return }
    last = max(last, row.number)
    if recent.count > 4 * Int(OrderHistory.overlap) {
      let start = start
      recent = recent.filter { $0 > start }
    }
    guard let note = row.entry.reference.flatMap(OrderNote.init) else { return }
    spent[note.account] = spent(by: note.account) + Money(hundredths: max(0, note.cost))
    if let text = note.foreignOrderNumber { references.insert(Reference(account: note.account, text: text)) }
  }
}
