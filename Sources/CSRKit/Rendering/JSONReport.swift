// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import CSRKitBase
public import KeyAudit

/// A report with a JSON document: the one that the command prints with `--format json`.
public protocol JSONReport: Sendable {
  /// Writes the document.
  func write(to writer: inout JSONWriter)
}

extension JSONReport {
  /// The document, as UTF-8 without a line end.
  public var json: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}

extension Inspection: JSONReport {}
extension InspectionFailure: JSONReport {}
extension RequestReport: JSONReport {}
extension OrderCheck: JSONReport {}
extension EffectiveOrder: JSONReport {}
extension PreparedOrder: JSONReport {}
extension OrderResponse: JSONReport {}
extension ValidationPlan: JSONReport {}
extension ReuseReport: JSONReport {}
extension LedgerReport: JSONReport {}
extension KeyVerdict: JSONReport {}
extension KeyMatch: JSONReport {}
extension Comparison: JSONReport {}
extension ExpiryReport: JSONReport {}
