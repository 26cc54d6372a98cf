// SPDX-License-Identifier: Apache-2.0
internal import Preflight

/// Findings for a person: the gravest first, each with what to do and where it is written.
enum FindingsText {
  static func text(_ findings: [Finding], style: Style) -> String {
    guard !findings.isEmpty else { return "\n  " + style.good("Nothing to object to.") + "\n" }
    let sorted = Severity.allCases.reversed().flatMap { severity in findings.filter { $0.severity == severity } }
    var text = "\n"
    for finding in sorted {
      text += "  " + word(finding.severity, style) + " " + visible(finding.message) + "\n"
      if finding.severity > .info { text += "          fix: " + visible(finding.fix) + "\n" }
      if let code = finding.predicts {
        text += "          " + style.faint("the CA answers \(code) (\(finding.certainty.name))") + "\n"
      }
      text += "          " + style.faint("\(finding.rule.id): " + finding.rule.citations.joined(separator: "; ")) + "\n"
    }
    return text
  }

  private static func word(_ severity: Severity, _ style: Style) -> String {
    switch severity {
    case .error: style.bad("error  ")
    case .warning: style.doubtful("warning")
    case .info: style.faint("note   ")
    }
  }
}
