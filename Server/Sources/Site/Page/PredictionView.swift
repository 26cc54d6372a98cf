// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// The verdict on an order: the predicted error and the missing parameters.
struct PredictionView {
  let check: OrderCheck

  var html: HTML {
    """
    <div class="verdict \(isIncomplete ? "doubtful" : "\(check.verdict.rawValue)")">\(verdict)</div>
    \(needs)
    """
  }

  /// Whether the order would be accepted but for values that are missing.
  private var isIncomplete: Bool { check.verdict == .accepted && check.needed.contains { $0.contest == nil } }

  private var verdict: HTML {
    switch check.verdict {
    case .accepted where isIncomplete:
      return "<p><strong>Incomplete.</strong> No error is predicted for the values that are given.</p>"
    case .accepted: return "<p><strong>Accepted.</strong> No error is predicted.</p>"
    case .doubtful: return "<p><strong>Doubtful.</strong> The CA may refuse this order; see the warnings.</p>"
    case .refused:
      guard let predicted = check.prediction else { return "<p><strong>Refused.</strong></p>" }
      let others = check.alternatives.map(String.init).joined(separator: ", ")
      let more: HTML = others.isEmpty ? "" : " The CA may return \(others) instead."
      return """
        <p><strong>Refused with error \(predicted.errorCode).</strong> <q>\(predicted.errorMessage)</q></p>
        <p>\(predicted.error.error.explanation) \(predicted.error.error.nextStep)</p>
        <p class="source">This prediction is <span class="mark">\(predicted.certainty.name)</span>.\(more)</p>
        """
    }
  }

  private var needs: HTML? {
    guard !check.needed.isEmpty else { return nil }
    let items = check.needed.map { need -> HTML in
      let others = need.alternatives.map(\.spelling).joined(separator: " or ")
      let alternative: HTML = others.isEmpty ? "" : " or <code>\(others)</code>"
      let mark: HTML =
        need.contest.map { " <span class=\"mark\">contested: \($0.contradiction.title) omit it</span>" } ?? ""
      guard PageForm.isOffered(need.name) else { return "<li><code>\(need.name.spelling)</code>\(mark)</li>" }
      let spelling = need.name.spelling
      return """
        <li><a href="#p-\(spelling)">\(ParameterLabel.text(need.name))</a> <code>\(spelling)</code>\
        \(alternative)\(mark)</li>
        """
    }
    return "<p>Values that the order still needs:</p><ul class=\"needs\">\(HTML.join(items))</ul>"
  }
}
