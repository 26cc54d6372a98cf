// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// What the findings come to.
public struct Judgement: Sendable {
  /// What to expect.
  public let verdict: Verdict
  /// The most likely answer; nil unless the verdict is `refused`.
  public let predicted: Prediction?
  /// The other error codes that the findings predict, each once, in the order in which the CA is likely to look.
  public let alternatives: [Int]

  /// Weighs findings: an error of the CA's refuses, any other finding above a note makes doubtful.
  public init(_ findings: [Finding]) {
    let refusals = findings.filter(\.isRefusal).compactMap { finding in
      finding.error.map { (rank: AnswerOrder.rank(of: $0), finding: finding) }
    }
    let ordered = refusals.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map(\.element.finding)
    predicted = ordered.first.flatMap(Prediction.init)
    var codes: [Int] = []
    for code in ordered.compactMap(\.predicts) where code != predicted?.errorCode && !codes.contains(code) {
      codes.append(code)
    }
    alternatives = codes
    verdict =
      predicted != nil ? .refused : findings.contains { $0.severity >= .warning } ? .doubtful : .accepted
  }
}
