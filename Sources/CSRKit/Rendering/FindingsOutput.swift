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
          if !finding.consequences.isEmpty { writer.explains(finding.consequences) }
        }
      }
    }
  }

  /// Writes the member `explains`: the findings that follow from this one.
  private mutating func explains(_ consequences: [Finding]) {
    array(Key.explains) { writer in
      for finding in consequences {
        writer.object { writer in
          writer.member(Key.rule, finding.rule.id)
          writer.member(Key.message, finding.message)
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

/// Renders findings as text, each with its fix and sources.
enum FindingsText {
  static func text(_ findings: [Finding], style: Style) -> String {
    guard !findings.isEmpty else { return "\n  " + style.good("No findings.") + "\n" }
    var text = "\n"
    for finding in findings {
      text += "  " + word(finding.severity, style) + " " + visible(finding.message) + "\n"
      if finding.severity > .info { text += "          fix: " + visible(finding.fix) + "\n" }
      if let code = finding.predicts {
        text += "          " + style.faint("predicted error: \(code) (\(finding.certainty.name))") + "\n"
      }
      if let contest = finding.contest {
        text += "          " + style.faint("contested: " + contest.titles.joined(separator: "; ")) + "\n"
      }
      for consequence in finding.consequences {
        text += "          " + style.faint("may also explain: " + visible(consequence.message)) + "\n"
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
