// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import Preflight

/// The catalog of rules in the forms in which it is printed.
public enum RuleListing {
  /// One rule after the other, for a person.
  public static func text(style: Style) -> String {
    var text = ""
    for rule in RuleCatalog.all {
      var table = Table(labelWidth: 10, style: style)
      table.add("Demands", rule.summary)
      table.add("Fix", rule.fix)
      if let code = rule.predicts { table.add("Predicts", "\(code) (\(rule.certainty.name))") }
      if let day = rule.inForce { table.add("Since", "\(day)") }
      table.add("Source", rule.citations)
      text += style.strong(rule.id) + " (\(rule.severity.name))\n" + table.text
    }
    return text
  }

  /// An array of objects.
  public static func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for rule in RuleCatalog.all {
        writer.object { writer in
          writer.member(Key.rule, rule.id)
          writer.member(Key.severity, rule.severity.name)
          writer.member(Key.predicts, rule.predicts)
          writer.member(Key.certainty, rule.certainty.name)
          writer.member(Key.inForce, rule.inForce?.description)
          writer.member(Key.summary, rule.summary)
          writer.member(Key.fix, rule.fix)
          writer.array(Key.citations) { writer in
            for citation in rule.citations { writer.string(citation) }
          }
        }
      }
    }
  }

  /// docs/rules.md.
  public static var markdown: String {
    var text = """
      # Rules

      Printed from the catalog by `csrkit catalog rules --format markdown`; a test says when it is stale.

      | rule | severity | the CA answers | what it demands | what to do | source |
      |---|---|---|---|---|---|

      """
    for rule in RuleCatalog.all {
      let code = rule.predicts.map { "\($0), \(rule.certainty.name)" } ?? ""
      let since = rule.inForce.map { " (since \($0))" } ?? ""
      let cells = [
        "`\(rule.id)`", rule.severity.name, code, rule.summary + since, rule.fix,
        rule.citations.joined(separator: "; "),
      ]
      text += "| " + cells.map { $0.split(separator: "|").joined(separator: "\\|") }.joined(separator: " | ") + " |\n"
    }
    return text
  }
}
