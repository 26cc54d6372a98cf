// SPDX-License-Identifier: Apache-2.0

/// A ledger that also stores which account placed an order and what it cost, for a CA's side of the API.
///
/// Each order is one transaction: any number of processes on one ledger agree on tokens, references and credit.
public protocol OrderLedger: TokenLedger {
  /// Creates what orders need beyond tokens, if it does not exist; required once before the other calls.
  ///
  /// - Throws: ``LedgerError/unreachable(_:)`` when the ledger has orders in the format of an earlier version.
  func prepareForOrders() throws(LedgerError)
  /// Places an order, or returns why it is not placed.
  func place(_ order: LedgerOrder) throws(LedgerError) -> LedgerPlacement
  /// Whether an account has placed an order with this reference.
  func hasReference(_ reference: String, account: String) throws(LedgerError) -> Bool
}

/// An order to place.
public struct LedgerOrder: Sendable, Hashable {
  /// The token, the order's reference and the time.
  package let entry: LedgerEntry
  /// The values to choose from where the entry has no `uniqueValue` and its request was ordered before.
  package let alternatives: [UniqueValue]
  /// The name of the account.
  package let account: String
  /// What the account is charged, in hundredths of its currency.
  package let cost: Int64
  /// What all orders of the account together may cost, nil for no limit.
  package let credit: Int64?
  /// Whether the account must not have used the reference before.
  package let requiresUniqueReference: Bool

  /// An order.
  ///
  /// - Throws: ``LedgerError/malformed(_:)`` when the account's name is empty or contains U+0000, or an amount is
  ///   negative.
  package init(
    _ entry: LedgerEntry, alternatives: [UniqueValue], account: String, cost: Int64, credit: Int64?,
    requiresUniqueReference: Bool
  ) throws(LedgerError) {
    guard !account.isEmpty, !account.utf8.contains(0) else { throw .malformed("an account needs a name") }
    guard cost >= 0, credit ?? 0 >= 0 else { throw .malformed("an amount is negative") }
    self.entry = entry
    self.alternatives = alternatives
    self.account = account
    self.cost = cost
    self.credit = credit
    self.requiresUniqueReference = requiresUniqueReference
  }
}

/// The result of placing an order.
public enum LedgerPlacement: Sendable, Hashable {
  /// The order is recorded and synced to disk under this number, with this `uniqueValue`.
  case placed(number: Int64, uniqueValue: UniqueValue?)
  /// The account has used the reference before.
  case referenceInUse
  /// The token was ordered with before.
  case tokenInUse
  /// The order costs more than the account has left.
  case notEnoughCredit
}

extension LedgerOrder {
  /// The reference that must be unused by the account, if any.
  package var uniqueReference: String? { requiresUniqueReference ? entry.reference : nil }

  /// What a store has to do with the order.
  package enum Decision: Sendable, Hashable {
    case record(LedgerEntry)
    case refuse(LedgerPlacement)
  }

  /// Decides from the stored entries; the caller's transaction keeps them unchanged until the order is recorded.
  ///
  /// - Parameters:
  ///   - used: the values that the request was ordered with, an empty text for an order without one.
  ///   - isReferenceInUse: whether the account has used ``uniqueReference``.
  ///   - spent: what the account's orders have cost; ignored without a credit limit.
  package func decision(used: Set<String>, isReferenceInUse: Bool, spent: Int64) -> Decision {
    if isReferenceInUse { return .refuse(.referenceInUse) }
    guard let entry = unusedEntry(used) else { return .refuse(.tokenInUse) }
    if let credit, spent > credit - cost { return .refuse(.notEnoughCredit) }
    return .record(entry)
  }

  private func unusedEntry(_ used: Set<String>) -> LedgerEntry? {
    if let value = entry.key.uniqueValue { return used.contains(value.text) ? nil : entry }
    if used.isEmpty { return entry }
    return alternatives.first { !used.contains($0.text) }.map { LedgerEntry(entry, uniqueValue: $0) }
  }
}

extension LedgerError {
  /// Why a ledger whose orders were stored by an earlier version takes no more.
  package static let ordersOfEarlierVersion = LedgerError.unreachable(
    "it has orders in the format of an earlier version; use a new file or database")
}
