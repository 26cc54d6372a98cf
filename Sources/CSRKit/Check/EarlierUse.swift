// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import OpenSSLBridge
internal import Preflight

/// What a ledger remembers of an order's request and of its reference.
struct EarlierUse {
  /// The earlier order with the same request: with the same unique value where the order has one, else the last.
  private(set) var order: EarlierOrder?
  /// The earlier order with the same foreignOrderNumber, where checkFONIsUnique is Y.
  private(set) var reference: EarlierOrder?
  /// Why the ledger gave no answer; nil where it did, or where there is none.
  private(set) var failure: LedgerError?

  init(of order: EffectiveOrder, request report: RequestReport?, in ledger: (any TokenLedger)?) {
    guard let ledger else { return }
    do throws(LedgerError) {
      if let report { self.order = try EarlierUse.entry(of: order, report.sha256.hex(), ledger).map(EarlierOrder.init) }
      if order.value(.checkFONIsUnique) == "Y", let name = order.value(.foreignOrderNumber), !name.isEmpty {
        reference = try ledger.entries(ofReference: name).first.map(EarlierOrder.init)
      }
    } catch {
      failure = error
    }
  }

  private static func entry(
    of order: EffectiveOrder, _ sha256: String, _ ledger: any TokenLedger
  ) throws(LedgerError) -> LedgerEntry? {
    guard let text = order.value(.uniqueValue) else { return try ledger.entries(ofRequest: sha256).last }
    guard let value = try? UniqueValue(text) else { return nil }
    return try ledger.entry(of: TokenKey(sha256: sha256, uniqueValue: value))
  }
}

extension EarlierOrder {
  fileprivate init(_ entry: LedgerEntry) {
    self.init(reference: entry.reference, time: LedgerTime.text(entry.time))
  }
}
