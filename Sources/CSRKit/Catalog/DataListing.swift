// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

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
