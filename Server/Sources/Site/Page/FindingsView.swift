// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import Preflight

/// Findings with their fixes, the most severe first; notes are folded.
struct FindingsView {
  let findings: [Finding]

  var html: HTML {
    let notes = findings.filter { $0.severity == .info }
    let others = findings.filter { $0.severity > .info }
    let folded: HTML? =
      notes.isEmpty
      ? nil
      : """
      <details class="fold notes"><summary>\(PageSummary.count(notes.count, "note"))</summary>\(list(notes))</details>
      """
    return "\(others.isEmpty ? nil : list(others))\(folded)"
  }

  private func list(_ findings: [Finding]) -> HTML {
    "<ul class=\"findings\">\(HTML.join(findings.map(item)))</ul>"
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
    \(Sentence.of(finding.message))</p>
    \(fix(finding))\(explained(finding))<p class="source">\(prediction(finding))<code>\(finding.rule.id)</code> \
    \(finding.rule.citations.joined(separator: "; "))</p></li>
    """
  }

  /// What follows from the finding.
  private func explained(_ finding: Finding) -> HTML? {
    guard !finding.consequences.isEmpty else { return nil }
    let items = finding.consequences.map { "<li>\(Sentence.of($0.message))</li>" as HTML }
    return "<p>This may also explain:</p><ul class=\"plain\">\(HTML.join(items))</ul>"
  }

  /// Notes have no fix.
  private func fix(_ finding: Finding) -> HTML? {
    guard finding.severity > .info else { return nil }
    return "<p class=\"fix\"><span class=\"word\">Fix</span> \(Sentence.of(finding.fix))</p>"
  }

  private func prediction(_ finding: Finding) -> HTML? {
    if let contest = finding.contest {
      return "<span class=\"mark\">contested</span> \(contest.source.title); \(contest.contradiction.title). "
    }
    guard let code = finding.predicts else { return nil }
    return "The CA is expected to return \(code) <span class=\"mark\">\(finding.certainty.name)</span>. "
  }

  static func word(_ severity: Severity) -> HTML {
    switch severity {
    case .error: "Error"
    case .warning: "Warning"
    case .info: "Note"
    }
  }
}
