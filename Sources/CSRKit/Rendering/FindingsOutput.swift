// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import Preflight

extension JSONWriter {
  /// Writes the member `findings`.
  mutating func member(_ findings: [Finding]) {
    array(Key.findings) { writer in
      for finding in findings {
        writer.object { writer in
          writer.member(Key.rule, finding.rule.id)
          writer.member(Key.severity, finding.severity.name)
          writer.member(Key.message, finding.message)
          writer.member(Key.fix, finding.fix)
          writer.member(Key.predicts, finding.predicts)
          if finding.predicts != nil || finding.contest != nil {
            writer.member(Key.certainty, finding.certainty.name)
          }
          if let contest = finding.contest {
            writer.array(Key.sources) { writer in for title in contest.titles { writer.string(title) } }
          }
          if let field = finding.field { writer.member(Key.field, field) }
          if let place = finding.place { place.write(to: &writer) }
          writer.array(Key.citations) { writer in
            for citation in finding.rule.citations { writer.string(citation) }
          }
        }
      }
    }
  }
}

extension Place {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object(Key.at) { writer in
      writer.member(Key.offset, range.lowerBound)
      writer.member(Key.length, range.count)
      writer.member(Key.path, field.rawValue)
    }
  }
}

/// Renders findings as text, the most severe first, each with its fix and sources.
enum FindingsText {
  static func text(_ findings: [Finding], style: Style) -> String {
    guard !findings.isEmpty else { return "\n  " + style.good("No findings.") + "\n" }
    let sorted = Severity.allCases.reversed().flatMap { severity in findings.filter { $0.severity == severity } }
    var text = "\n"
    for finding in sorted {
      text += "  " + word(finding.severity, style) + " " + visible(finding.message) + "\n"
      if finding.severity > .info { text += "          fix: " + visible(finding.fix) + "\n" }
      if let code = finding.predicts {
        text += "          " + style.faint("predicted error: \(code) (\(finding.certainty.name))") + "\n"
      }
      if let contest = finding.contest {
        text += "          " + style.faint("contested: " + contest.titles.joined(separator: "; ")) + "\n"
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
