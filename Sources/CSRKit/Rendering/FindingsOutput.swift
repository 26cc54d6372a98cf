// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import Preflight

extension JSONWriter {
  /// Writes the member `findings`.
  mutating func member(_ findings: [Finding]) {
    let (fragments, severities) = (RuleFragment.all, RuleFragment.severities)
    let (all, rules) = (findings.span, fragments.span)
    array(Key.findings) { writer in
      // By field: copying a complete finding would cost more than writing it.
      for index in all.indices {
        let rule = all[index].position
        writer.object { writer in
          writer.encoded(rules[rule].rule)
          writer.encoded(severities[Int(all[index].severity.rawValue)])
          writer.member(Key.message, all[index].message)
          if let fix = all[index].fixOverride { writer.member(Key.fix, fix) } else { writer.encoded(rules[rule].fix) }
          writer.member(Key.predicts, all[index].predicts)
          if all[index].predicts != nil || all[index].contest != nil {
            writer.member(Key.certainty, all[index].certainty.name)
          }
          if let contest = all[index].contest {
            writer.array(Key.sources) { writer in for title in contest.titles { writer.string(title) } }
          }
          if let field = all[index].field { writer.member(Key.field, field) }
          if let place = all[index].place { place.write(to: &writer) }
          writer.encoded(rules[rule].citations)
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

/// The parts of a finding that are the same for all findings of a rule, encoded once.
struct RuleFragment: Sendable {
  /// `"rule":…`
  let rule: [UInt8]
  /// `"fix":…`
  let fix: [UInt8]
  /// `"citations":[…]`
  let citations: [UInt8]

  /// One for each rule, in the order of the catalog.
  static let all = RuleCatalog.all.map(RuleFragment.init)

  /// `"severity":…` for each severity, by its raw value.
  static let severities = Severity.allCases.map { severity in
    JSONWriter.fragment { $0.member(Key.severity, severity.name) }
  }

  private init(_ rule: Rule) {
    self.rule = JSONWriter.fragment { $0.member(Key.rule, rule.id) }
    fix = JSONWriter.fragment { $0.member(Key.fix, rule.fix) }
    citations = JSONWriter.fragment { writer in
      writer.array(Key.citations) { writer in
        for citation in rule.citations { writer.string(citation) }
      }
    }
  }
}
