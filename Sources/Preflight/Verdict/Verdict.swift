// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// The expected result of an order.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// The CA is expected to accept the order.
  case accepted
  /// The result may differ from what the customer expects.
  case doubtful
  /// The CA is expected to return an error.
  case refused
}

/// The conclusion from all findings.
package struct Judgement: Sendable {
  /// The expected result.
  package let verdict: Verdict
  /// The most likely error; nil unless the verdict is `refused`.
  package let predicted: Prediction?
  /// The other predicted error codes without duplicates, in the likely order of the CA's checks.
  package let alternatives: [Int]

  /// Evaluates findings: a predicted error means `refused`, any other finding above a note means `doubtful`.
  package init(_ findings: [Finding]) {
    var refusals: [(rank: Int, place: Int)] = []
    var worst = Severity.info
    let all = findings.span
    for place in all.indices {
      worst = max(worst, all[place].severity)
      guard all[place].isRefusal, let error = all[place].error else { continue }
      refusals.append((ErrorPrecedence.rank(of: error), place))
    }
    refusals.sort { $0 < $1 }
    predicted = refusals.first.flatMap { Prediction(findings[$0.place]) }
    var codes: [Int] = []
    for refusal in refusals {
      guard let code = findings[refusal.place].predicts, code != predicted?.errorCode, !codes.contains(code) else {
        continue
      }
      codes.append(code)
    }
    alternatives = codes
    verdict = predicted != nil ? .refused : worst >= .warning ? .doubtful : .accepted
  }
}

/// The error that the CA is most likely to return.
public struct Prediction: Sendable {
  /// The error.
  public let error: OrderErrorName
  /// The message in the API's wording.
  public let errorMessage: String
  /// The `errorItem` of the response, for errors that have one.
  public let errorItem: String?
  /// The `errorDetail` of the response, where it is known.
  public let errorDetail: String?
  /// How certain the prediction is.
  public let certainty: PredictionCertainty

  /// The API's error code, a negative number.
  public var errorCode: Int { error.code }

  init?(_ finding: Finding) {
    guard let error = finding.error else { return nil }
    self.error = error
    errorMessage = error.error.message(item: finding.errorItem)
    errorItem = Prediction.named.contains(error) ? finding.errorItem : nil
    errorDetail = finding.errorDetail
    certainty = finding.certainty
  }

  /// The errors with an `errorItem` in their responses, as published clients read them.
  private static let named: Set<OrderErrorName> = [.unrecognisedArgument, .missingArgument, .invalidArgument]
}
