// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
internal import Synchronization

/// The orders that the ledger holds, and what follows from them: numbers, spent credit and references in use.
///
/// The ledger is the only memory. Before each order the book reads what was added, by this instance or by others, so
/// that any number of instances on one ledger agree; an order is in the ledger before it is answered.
public final class OrderBook: Sendable {
  /// The number behind which orders are counted.
  public static let firstNumber: Int64 = 8_000_000
  private static let page = 1000

  private let ledger: any TokenLedger
  private let history: Mutex<OrderHistory>

  /// The book of a ledger; it is read when the first order comes.
  public init(ledger: any TokenLedger) {
    self.ledger = ledger
    history = Mutex(OrderHistory())
  }

  /// The ledger, for what is asked of it before an order is placed.
  var tokens: any TokenLedger { ledger }

  /// Places an order, or says why not. One order at a time: what it is judged by must not change meanwhile.
  func place(
    _ order: NewOrder, random: inout some RandomNumberGenerator
  ) throws(LedgerError) -> Placement {
    // The source of random numbers cannot be changed within the lock: its values are made here.
    var values = (0..<OrderBook.attempts).map { _ in UniqueValue.random(using: &random) }
    return try history.withLock { history throws(LedgerError) in
      try catchUp(&history)
      if order.needsUniqueReference, history.hasReference(order) { return .referenceInUse }
      let key = try key(of: order, &values)
      guard let key, try ledger.entry(of: key) == nil else { return .tokenInUse }
      if let credit = order.credit, history.spent(by: order.note.account) + order.cost > credit {
        return .notEnoughCredit
      }
      return try record(order, key, &values, &history)
    }
  }

  /// Whether an order brings a foreignOrderNumber that must be new and is not.
  func isReferenceInUse(_ order: NewOrder) throws(LedgerError) -> Bool {
    guard order.needsUniqueReference else { return false }
    return try history.withLock { history throws(LedgerError) in
      try catchUp(&history)
      return history.hasReference(order)
    }
  }

  private static let attempts = 16

  /// The token to record: with the order's value, or with a new one where the request was seen before.
  private func key(of order: NewOrder, _ values: inout [UniqueValue]) throws(LedgerError) -> TokenKey? {
    if let value = order.uniqueValue { return try TokenKey(sha256: order.sha256, uniqueValue: value) }
    let earlier = try ledger.entries(ofRequest: order.sha256)
    guard !earlier.isEmpty else { return try TokenKey(sha256: order.sha256, uniqueValue: nil) }
    let used = Set(earlier.compactMap(\.key.uniqueValue))
    while let value = values.popLast() {
      if !used.contains(value) { return try TokenKey(sha256: order.sha256, uniqueValue: value) }
    }
    return nil
  }

  private func record(
    _ order: NewOrder, _ first: TokenKey, _ values: inout [UniqueValue], _ history: inout OrderHistory
  ) throws(LedgerError) -> Placement {
    var key = first
    while case .known = try ledger.record(LedgerEntry(key: key, reference: order.note.text, time: order.time)) {
      // Another instance was quicker with the same request.
      guard order.uniqueValue == nil, let other = try self.key(of: order, &values) else { return .tokenInUse }
      key = other
    }
    guard let number = try catchUp(&history, lookingFor: key) else {
      throw .failed("an order that was recorded cannot be found")
    }
    return .placed(number: OrderBook.firstNumber + number, uniqueValue: key.uniqueValue)
  }

  /// Reads the rows that are new; the number of the one with a key among them.
  @discardableResult
  private func catchUp(
    _ history: inout OrderHistory, lookingFor key: TokenKey? = nil
  ) throws(LedgerError) -> Int64? {
    var number: Int64?
    var after = history.start
    while true {
      let rows = try ledger.rows(after: after, limit: OrderBook.page)
      for row in rows {
        history.add(row)
        if row.entry.key == key { number = row.number }
        after = row.number
      }
      if rows.count < OrderBook.page { return number }
    }
  }
}

/// What comes of an order.
enum Placement: Sendable, Hashable {
  /// It is in the ledger.
  case placed(number: Int64, uniqueValue: UniqueValue?)
  /// Its foreignOrderNumber must be new and is not.
  case referenceInUse
  /// Its request token was used before.
  case tokenInUse
  /// It costs more than is left.
  case notEnoughCredit
}
