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
