// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// One occurrence of a rule in a request or an order.
public struct Finding: Sendable {
  /// The rule's place in `RuleCatalog.all`.
  package let position: Int
  /// How much it matters here.
  public let severity: Severity
  /// What was found, in a sentence for a person, without a full stop.
  public let message: String
  /// What to do where that is not what the rule says.
  package let otherFix: String?
  /// The CA's error code that is to be expected, if any.
  public let predicts: Int?
  /// Which of the errors with that code, where there are several.
  let name: OrderErrorName?
  /// What the prediction rests on.
  public let certainty: Certainty
  /// Where in the request it is.
  public let place: Place?
  /// The order parameter that it concerns.
  public let field: String?
  /// What the CA's message names: a parameter, or the value at fault.
  public let errorItem: String?
  /// What the CA's answer carries as `errorDetail`, where that is known.
  public let errorDetail: String?

  /// The rule.
  public var rule: Rule { RuleCatalog.all[position] }

  /// What to do, in a sentence without a full stop.
  public var fix: String { otherFix ?? rule.fix }

  /// The CA's error that is to be expected, if any.
  public var error: OrderErrorName? { name ?? predicts.flatMap { ErrorCatalog.errors($0).first?.name } }

  /// Whether the CA will refuse the order because of it.
  public var isRefusal: Bool { severity == .error && predicts != nil }
}
