// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
internal import DomainNames

/// Renders what the rules were compared with: the embedded third-party lists, the documents that rules cite, and the
/// first days of requirements.
public enum DataListing {
  /// One entry for each list, document and day.
  package static func text(style: Style) -> String {
    var lists = Table(labelWidth: 30, style: style)
    for list in DataSnapshot.all() {
      lists.add(list.name, ["\(list.date)  \(list.count) entries", style.faint(list.source)])
    }
    var documents = Table(labelWidth: 30, style: style)
    for document in IndustryDocument.all {
      let about = "\(document.title): \(document.note)"
      documents.add(document.name, ["\(document.day)  version \(document.version)", style.faint(about)])
    }
    var days = Table(labelWidth: 30, style: style)
    for date in IndustryDate.all { days.add(date.name, ["\(date.day)  \(date.effect)", style.faint(date.source)]) }
    for limit in IndustryLimit.all {
      let steps = limit.steps.map { "\($0.from)  \($0.days) days" }
      days.add(limit.name, steps + [style.faint("\(limit.subject), \(limit.source)")])
    }
    return style.strong("Lists") + "\n" + lists.text + style.strong("Documents") + "\n" + documents.text
      + style.strong("First days") + "\n" + days.text
  }

  /// Writes an array of objects; those of lists have a count, documents a version, and first days an effect.
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
      for document in IndustryDocument.all {
        writer.object { writer in
          writer.member(Key.name, document.name)
          writer.member(Key.date, "\(document.day)")
          writer.member(Key.version, document.version)
          writer.member(Key.source, "\(document.title): \(document.note)")
        }
      }
      for date in IndustryDate.all { write(date.name, date.day, date.effect, date.source, to: &writer) }
      for limit in IndustryLimit.all {
        for step in limit.steps {
          write(limit.name, step.from, "\(limit.subject): \(step.days) days", limit.source, to: &writer)
        }
      }
    }
  }

  private static func write(
    _ name: String, _ day: CalendarDate, _ effect: String, _ source: String, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member(Key.name, name)
      writer.member(Key.date, "\(day)")
      writer.member("effect", effect)
      writer.member(Key.source, source)
    }
  }
}
