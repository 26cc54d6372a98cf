// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// The answer that the CA is most likely to give.
public struct Prediction: Sendable {
  /// The error.
  public let error: OrderErrorName
  /// The message in the API's wording.
  public let errorMessage: String
  /// The parameter that the answer names, where it has an errorItem.
  public let errorItem: String?
  /// What else the answer says.
  public let errorDetail: String?
  /// What the prediction rests on.
  public let certainty: Certainty

  /// The errorCode.
  public var errorCode: Int { error.code }

  init?(_ finding: Finding) {
    guard let error = finding.error else { return nil }
    self.error = error
    errorMessage = error.error.message(item: finding.errorItem)
    errorItem = Prediction.named.contains(error) ? finding.errorItem : nil
    errorDetail = finding.errorDetail
    certainty = finding.certainty
  }

  /// The errors whose answers carry errorItem, as published clients read them.
  private static let named: Set<OrderErrorName> = [.unrecognisedArgument, .missingArgument, .invalidArgument]
}
