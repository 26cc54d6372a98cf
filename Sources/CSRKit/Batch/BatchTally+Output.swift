// SPDX-License-Identifier: Apache-2.0

extension BatchTally {
  /// The counts as a table for a person.
  public func text(style: Style) -> String {
    let parts = ["Outcomes": outcomeCounts, "Keys": sorted(keys), "Findings": sorted(rules)]
    var text = style.strong("\(records) records, \(requests) requests") + "\n"
    let width = parts.values.joined().map(\.name.count).max() ?? 0
    let digits = String(parts.values.joined().map(\.count).max() ?? 0).count
    for title in ["Outcomes", "Keys", "Findings"] {
      guard let counts = parts[title], !counts.isEmpty else { continue }
      text += "\n" + style.strong(title) + "\n"
      for row in counts {
        let number = String(row.count)
        let gap = String(repeating: " ", count: 2 + width - row.name.count + digits - number.count)
        text += "  " + row.name + gap + number + "\n"
      }
    }
    return text
  }

  /// The counts as one object: `outcomes`, `keys` and `findings` are arrays of `{"name":…,"count":…}`.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.schema, 1)
      writer.member(Key.records, records)
      writer.member(Key.requests, requests)
      writer.array(Key.outcomes) { BatchTally.write(outcomeCounts, to: &$0) }
      writer.array(Key.keys) { BatchTally.write(sorted(keys), to: &$0) }
      writer.array(Key.findings) { BatchTally.write(sorted(rules), to: &$0) }
    }
  }

  private typealias Count = (name: String, count: Int)

  private var outcomeCounts: [Count] { Outcome.allCases.map { ($0.name, self[$0]) } }

  /// The most frequent first.
  private func sorted(_ counts: [String: Int]) -> [Count] {
    counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map { ($0.key, $0.value) }
  }

  private static func write(_ counts: [Count], to writer: inout JSONWriter) {
    for row in counts {
      writer.object { writer in
        writer.member(Key.name, row.name)
        writer.member(Key.count, row.count)
      }
    }
  }
}
