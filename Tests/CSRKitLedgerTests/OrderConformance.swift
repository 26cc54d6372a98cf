// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Dispatch
import Synchronization

extension LedgerConformance {
  /// Two connections to one ledger that is prepared for orders.
  typealias OrderLedgers = (one: any OrderLedger, other: any OrderLedger)

  /// An order of an account that no other check uses.
  static func order(
    _ entry: LedgerEntry, account: String = digest(), cost: Int64 = 0, credit: Int64? = nil,
    alternatives: [String] = [],
    requiresUniqueReference: Bool = false
  ) throws -> LedgerOrder {
    try LedgerOrder(
      entry, alternatives: try alternatives.map { try UniqueValue($0) }, account: account, cost: cost, credit: credit,
      requiresUniqueReference: requiresUniqueReference)
  }

  /// How many of these orders are placed when they come at the same time over both connections.
  private static func placed(_ orders: [LedgerOrder], _ ledgers: OrderLedgers) -> Int {
    let placed = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: orders.count) { index in
      let ledger = index.isMultiple(of: 2) ? ledgers.one : ledgers.other
      if case .placed = try? ledger.place(orders[index]) { placed.withLock { $0 += 1 } }
    }
    return placed.withLock { $0 }
  }

  /// The requirements of ``OrderLedger``.
  static let orderChecks: [Check<OrderLedgers>] = [
    Check("a placed order is a recorded token with its reference and its number") { ledgers in
      let entry = try entry("abc", reference: "order 1")
      guard case .placed(let number, entry.key.uniqueValue) = try ledgers.one.place(try order(entry)) else {
        return false
      }
      return try ledgers.other.rows(after: number - 1, limit: 1) == [LedgerRow(number: number, entry: entry)]
    },
    Check("a token that was ordered or recorded is in use") { ledgers in
      let (first, second) = (try entry("a"), try entry("b"))
      _ = try ledgers.one.place(try order(first))
      _ = try ledgers.one.record(second)
      return try ledgers.other.place(try order(first)) == .tokenInUse
        && ledgers.other.place(try order(second)) == .tokenInUse
    },
    Check("an order without a uniqueValue gets the first unused alternative, and none if its request is new") {
      ledgers in
      let request = digest()
      let again = try order(try entry(request: request), alternatives: ["a", "b"])
      guard case .placed(_, nil) = try ledgers.one.place(again) else { return false }
      _ = try ledgers.other.record(try entry("a", request: request))
      guard case .placed(_, let value?) = try ledgers.one.place(again), value.text == "b" else { return false }
      return try ledgers.one.place(again) == .tokenInUse
    },
    Check("a reference is unique for each account, if required") { ledgers in
      let (account, reference) = (digest(), digest())
      let first = try order(try entry(reference: reference), account: account, requiresUniqueReference: true)
      guard case .placed = try ledgers.one.place(first) else { return false }
      let again = try order(try entry(reference: reference), account: account, requiresUniqueReference: true)
      guard try ledgers.other.place(again) == .referenceInUse else { return false }
      let careless = try order(try entry(reference: reference), account: account)
      let foreign = try order(try entry(reference: reference), requiresUniqueReference: true)
      guard case .placed = try ledgers.other.place(careless), case .placed = try ledgers.other.place(foreign)
      else { return false }
      return try ledgers.one.hasReference(reference, account: account)
        && !ledgers.one.hasReference(reference, account: digest())
    },
    Check("a reference that was recorded without an order belongs to no account") { ledgers in
      let reference = digest()
      _ = try ledgers.one.record(try entry(reference: reference))
      let order = try order(try entry(reference: reference), requiresUniqueReference: true)
      if case .placed = try ledgers.other.place(order) { return true }
      return false
    },
    Check("an account can spend its credit and no more") { ledgers in
      let account = digest()
      for cost: Int64 in [400, 500, 100, 0] {
        let order = try order(try entry(), account: account, cost: cost, credit: 1000)
        guard case .placed = try ledgers.one.place(order) else { return false }
      }
      let refused = try order(try entry(), account: account, cost: 1, credit: 1000)
      guard try ledgers.other.place(refused) == .notEnoughCredit else { return false }
      return try ledgers.other.entry(of: refused.entry.key) == nil
    },
    Check("of concurrent orders with one token exactly one is placed") { ledgers in
      let order = try order(try entry("race"))
      return placed([LedgerOrder](repeating: order, count: 16), ledgers) == 1
    },
    Check("concurrent orders of one request get different values") { ledgers in
      let request = digest()
      let values = (0..<40).map { "v\($0)" }
      let orders = try (0..<16).map { _ in try order(try entry(request: request), alternatives: values.shuffled()) }
      return try placed(orders, ledgers) == 16 && ledgers.one.entries(ofRequest: request).count == 16
    },
    Check("concurrent orders do not exceed the credit") { ledgers in
      let account = digest()
      let orders = try (0..<16).map { _ in try order(try entry(), account: account, cost: 100, credit: 550) }
      return placed(orders, ledgers) == 5
    },
    Check("concurrent orders do not share a unique reference") { ledgers in
      let (account, reference) = (digest(), digest())
      let orders = try (0..<16).map { _ in
        try order(try entry(reference: reference), account: account, requiresUniqueReference: true)
      }
      return placed(orders, ledgers) == 1
    },
  ]
}
