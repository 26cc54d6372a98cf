// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import OpenSSLBridge

/// An order that nothing speaks against but what the ledger holds.
struct NewOrder: Sendable {
  /// SHA-256 of the request, in lower-case hexadecimal.
  let sha256: String
  /// The value that the order brings.
  let uniqueValue: UniqueValue?
  /// What is debited: nothing for a test order.
  let cost: Money
  /// What the account may spend in all, nil for no limit; a test order has none.
  let credit: Money?
  /// What the ledger keeps.
  let note: OrderNote
  /// Whether foreignOrderNumber must be new for the account.
  let needsUniqueReference: Bool
  /// Seconds since 1970-01-01T00:00:00Z.
  let time: Int64

  init(_ order: EffectiveOrder, request: RequestReport, account: Account, time: Int64) {
    let isTest = order.value(.test) == "Y"
    sha256 = request.sha256.hex()
    uniqueValue = order.value(.uniqueValue).flatMap { try? UniqueValue($0) }
    let price = order.selection.flatMap { account.prices[$0.certificate.code] } ?? account.price
    cost = isTest ? .zero : price
    credit = isTest ? nil : account.credit
    let reference = order.value(.foreignOrderNumber).flatMap { $0.isEmpty ? nil : $0 }
    note = OrderNote(account: account.loginName, cost: cost.hundredths, foreignOrderNumber: reference)
    needsUniqueReference = order.value(.checkFONIsUnique) == "Y" && reference != nil
    self.time = time
  }
}
