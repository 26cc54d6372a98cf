// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// What the CA is expected to answer to an order.
struct AnswerView {
  let check: OrderCheck

  var html: HTML {
    """
    <div class="verdict \(check.verdict.rawValue)">\(verdict)</div>
    \(needs)
    """
  }

  private var verdict: HTML {
    switch check.verdict {
    case .accepted: return "<p><strong>Accepted.</strong> No error is predicted.</p>"
    case .doubtful: return "<p><strong>Doubtful.</strong> It may go through; the warnings above matter.</p>"
    case .refused:
      guard let predicted = check.prediction else { return "<p><strong>Refused.</strong></p>" }
      let others = check.alternatives.map(String.init).joined(separator: ", ")
      let more: HTML = others.isEmpty ? "" : " It may answer \(others) instead."
      return """
        <p><strong>Refused with \(predicted.errorCode).</strong> <q>\(predicted.errorMessage)</q></p>
        <p>\(predicted.error.error.explanation) \(predicted.error.error.nextStep)</p>
        <p class="source">This prediction is \(predicted.certainty.name).\(more)</p>
        """
    }
  }

  private var needs: HTML? {
    guard !check.needed.isEmpty else { return nil }
    let items = check.needed.map { need -> HTML in
      let others = need.alternatives.map(\.spelling).joined(separator: " or ")
      let alternative: HTML = others.isEmpty ? "" : " or <code>\(others)</code>"
      guard PageForm.isOffered(need.name) else { return "<li><code>\(need.name.spelling)</code></li>" }
      let spelling = need.name.spelling
      return "<li><a href=\"#p-\(spelling)\"><code>\(spelling)</code></a>\(alternative)</li>"
    }
    return "<p>The order still needs:</p><ul class=\"needs\">\(HTML.join(items))</ul>"
  }
}
