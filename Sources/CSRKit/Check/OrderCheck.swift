// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL
public import Preflight

/// What is to be expected of an order.
///
/// A class, since a check is only ever referred to, and holds the whole request and order.
public final class OrderCheck: Sendable {
  /// The request as it was read; nil where there is none.
  public let report: RequestReport?
  /// The order as the CA will read it.
  public let order: EffectiveOrder
  /// Whether the form was judged as a whole.
  public let isComplete: Bool
  /// What the rules found, in the order of the catalog.
  public let findings: [Finding]
  /// What the findings come to.
  public let judgement: Judgement
  /// Whether a private key stands beside the request, or in its place.
  public let hasPrivateKey: Bool
  /// Why the ledger gave no answer; nil where it did, or where none was asked.
  public let ledgerFailure: LedgerError?

  init(
    report: RequestReport?, order: EffectiveOrder, isComplete: Bool, findings: [Finding], hasPrivateKey: Bool = false,
    ledgerFailure: LedgerError? = nil
  ) {
    self.hasPrivateKey = hasPrivateKey || report?.source.privateKey != nil
    self.ledgerFailure = ledgerFailure
    self.report = report
    self.order = order
    self.isComplete = isComplete
    self.findings = findings
    judgement = Judgement(findings)
  }

  /// What to expect of the order.
  public var verdict: Verdict { judgement.verdict }

  /// The error that the CA is most likely to return; nil unless the verdict is `refused`.
  public var prediction: Prediction? { judgement.predicted }

  /// The object of `csrkit check --format json`, as UTF-8.
  public var json: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// The parameters that the order still needs, where the question was about the request alone.
  public var needed: [Need] { neededParameters.map { Need(row: $0.parameter) } }

  /// The same as a set.
  public var neededParameters: ParameterSet { isComplete ? [] : order.neededParameters() }

  /// The gravest finding, or nil where there is none.
  public var worst: Severity? { findings.map(\.severity).max() }
}

/// What an input holds, checked for an order.
public struct OrderInspection: Sendable {
  /// What the input holds; its reports are without findings.
  public let inspection: Inspection
  /// A check for each request, in the order of the input.
  public let checks: [OrderCheck]
}
