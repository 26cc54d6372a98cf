// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import Preflight

/// Findings with their fixes, the most severe first.
struct FindingsView {
  let findings: [Finding]

  var html: HTML {
    guard !findings.isEmpty else { return "<p class=\"fine\">No findings.</p>" }
    return "<ul class=\"findings\">\(HTML.join(findings.map(item)))</ul>"
  }

  /// The badge next to a request's name.
  static func badge(_ findings: [Finding]) -> HTML {
    switch findings.first?.severity {
    case .error: "<span class=\"badge error\">errors</span>"
    case .warning: "<span class=\"badge warning\">warnings</span>"
    case .info, nil: "<span class=\"badge good\">no errors</span>"
    }
  }

  private func item(_ finding: Finding) -> HTML {
    """
    <li class="\(finding.severity.name)"><p><strong class="word">\(FindingsView.word(finding.severity))</strong>
    \(sentence(finding.message))</p>
    \(fix(finding))<p class="source">\(prediction(finding))<code>\(finding.rule.id)</code> \
    \(finding.rule.citations.joined(separator: "; "))</p></li>
    """
  }

  /// Notes have no fix.
  private func fix(_ finding: Finding) -> HTML? {
    guard finding.severity > .info else { return nil }
    return "<p class=\"fix\"><span class=\"word\">Fix</span> \(sentence(finding.fix))</p>"
  }

  private func prediction(_ finding: Finding) -> HTML? {
    if let contest = finding.contest {
      return "Contested: \(contest.source.title); \(contest.contradiction.title). "
    }
    guard let code = finding.predicts else { return nil }
    return "The CA is expected to return \(code) (\(finding.certainty.name)). "
  }

  private func sentence(_ text: String) -> String {
    (text.first?.uppercased() ?? "") + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }

  private static func word(_ severity: Severity) -> HTML {
    switch severity {
    case .error: "Error"
    case .warning: "Warning"
    case .info: "Note"
    }
  }
}
