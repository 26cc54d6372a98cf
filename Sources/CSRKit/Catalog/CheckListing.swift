// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit

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
