// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// The catalog of request parameters in the forms in which it is printed.
public enum ParameterListing {
  /// One parameter after the other, by group, for a person.
  public static func text(style: Style) -> String {
    var text = ""
    var group: ParameterGroup?
    for row in ParameterCatalog.all {
      if row.group != group {
        text += (group == nil ? "" : "\n") + style.strong(row.group.title) + "\n"
        group = row.group
      }
      text += "  " + row.spelling + style.faint(" (\(facts(row).joined(separator: ", ")))") + "\n"
      text += "      " + row.summary + "\n"
      let choices = row.allowed.choices
      if !choices.isEmpty, choices.count <= 8 {
        for choice in choices { text += style.faint("      \(choice.value): \(choice.meaning)") + "\n" }
      }
    }
    return text
  }

  private static func facts(_ row: Parameter) -> [String] {
    var facts = [row.requirement.rawValue, row.type.rawValue]
    if let length = row.maximumLength {
      facts.append("at most \(length) characters" + (row.overlength == .truncated ? ", a longer value is cut" : ""))
    }
    if row.requiredWhen.value != .never, row.requiredWhen.value != .always {
      facts.append("needed when \(row.requiredWhen.value)")
    }
    if row.scope.value != .every { facts.append("for \(row.scope.value)") }
    if row.ignoredWhen != .never { facts.append("ignored when \(row.ignoredWhen)") }
    if let value = row.defaultValue?.value {
      facts.append("default \(value)" + (row.exception.map { ", or \($0.value) when \($0.when)" } ?? ""))
    }
    facts += row.synonyms.map { "also spelled \($0)" }
    return facts
  }

  /// An array of objects.
  public static func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for row in ParameterCatalog.all { write(row, to: &writer) }
    }
  }

  private static func write(_ row: Parameter, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.name, row.spelling)
      writer.array(Key.synonyms) { writer in for synonym in row.synonyms { writer.string(synonym) } }
      writer.member(Key.requirement, row.requirement.rawValue)
      writer.member(Key.requiredWhen, row.requiredWhen.value.description)
      writer.member(Key.requiredCertainty, row.requiredWhen.certainty.name)
      writer.member(Key.ignoredWhen, row.ignoredWhen.description)
      writer.member(Key.type, row.type.rawValue)
      writer.member(Key.maximumLength, row.maximumLength)
      writer.member(Key.overlength, row.overlength.rawValue)
      writer.array(Key.allowed) { writer in
        for choice in row.allowed.choices {
          writer.object { writer in
            writer.member(Key.value, choice.value)
            writer.member(Key.meaning, choice.meaning)
          }
        }
      }
      writer.member(Key.defaultValue, row.defaultValue?.value)
      if let exception = row.exception {
        writer.object(Key.defaultException) { writer in
          writer.member(Key.when, exception.when.description)
          writer.member(Key.value, exception.value)
        }
      }
      writer.member(Key.products, row.scope.value.description)
      writer.member(Key.certainty, row.scope.certainty.name)
      writer.member(Key.oid, row.subjectAttribute?.oid)
      writer.member(Key.secret, row.isSecret)
      writer.member(Key.summary, row.summary)
    }
  }
}
