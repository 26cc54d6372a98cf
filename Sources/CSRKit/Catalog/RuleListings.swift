// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames
internal import KeyAudit
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

/// The catalog of key checks in the forms in which it is printed.
public enum CheckListing {
  /// One check after the other, for a person.
  public static func text(style: Style) -> String {
    var text = ""
    for check in KeyCheck.all {
      var table = Table(labelWidth: 10, style: style)
      table.add("Finds", check.finds)
      table.add("Runs", describe(check.scope))
      table.add("Source", check.source)
      text += style.strong(check.id) + "\n" + table.text
    }
    return text
  }

  /// An array of objects.
  public static func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for check in KeyCheck.all {
        writer.object { writer in
          writer.member(Key.check, check.id)
          writer.member("finds", check.finds)
          writer.member("scope", check.scope.rawValue)
          writer.member(Key.source, check.source)
        }
      }
    }
  }

  /// The table of docs/key-checks.md.
  public static var markdown: String {
    var text = "| check | finds | runs | source |\n|---|---|---|---|\n"
    for check in KeyCheck.all {
      text += "| `\(check.id)` | \(check.finds) | \(describe(check.scope)) | \(check.source) |\n"
    }
    return text
  }

  private static func describe(_ scope: KeyCheck.Scope) -> String {
    switch scope {
    case .standard: "always"
    case .thorough: "in `keys check`"
    case .deep: "with `--deep`"
    case .shared: "with `--shared`, and with lists of primes"
    case .list: "with lists"
    }
  }
}

/// The lists of others that the program carries, and how old they are.
public enum DataListing {
  /// A line a list, for a person.
  public static func text(style: Style) -> String {
    var table = Table(labelWidth: 28, style: style)
    for list in DataSnapshot.all() {
      table.add(list.name, ["\(list.date)  \(list.count) entries", style.faint(list.source)])
    }
    return table.text
  }

  /// An array of objects.
  public static func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for list in DataSnapshot.all() {
        writer.object { writer in
          writer.member(Key.name, list.name)
          writer.member(Key.date, list.date)
          writer.member(Key.count, list.count)
          writer.member(Key.source, list.source)
        }
      }
    }
  }
}
