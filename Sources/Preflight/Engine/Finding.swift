// SPDX-License-Identifier: Apache-2.0

/// One occurrence of a rule in a request or an order.
public struct Finding: Sendable {
  /// The rule.
  public let rule: Rule
  /// How much it matters here.
  public let severity: Severity
  /// What was found, in a sentence for a person, without a full stop.
  public let message: String
  /// What to do, in a sentence without a full stop.
  public let fix: String
  /// The CA's error code that is to be expected, if any.
  public let predicts: Int?
  /// What the prediction rests on.
  public let certainty: Certainty
  /// Where in the request it is.
  public let place: Place?
  /// The order parameter that it concerns.
  public let field: String?
  /// What the CA's answer carries as `errorItem`, where that is known.
  public let errorItem: String?
  /// What the CA's answer carries as `errorDetail`, where that is known.
  public let errorDetail: String?
}
