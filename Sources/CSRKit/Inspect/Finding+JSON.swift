// SPDX-License-Identifier: Apache-2.0
internal import Preflight

extension JSONWriter {
  /// Writes the member `findings`.
  mutating func member(_ findings: [Finding]) {
    let (fragments, severities) = (RuleFragment.all, RuleFragment.severities)
    let (all, rules) = (findings.span, fragments.span)
    array(Key.findings) { writer in
      // Each field by itself: a copy of a whole finding would cost more than writing it.
      for index in all.indices {
        let rule = all[index].position
        writer.object { writer in
          writer.encoded(rules[rule].rule)
          writer.encoded(severities[Int(all[index].severity.rawValue)])
          writer.member(Key.message, all[index].message)
          if let fix = all[index].fixOverride { writer.member(Key.fix, fix) } else { writer.encoded(rules[rule].fix) }
          writer.member(Key.predicts, all[index].predicts)
          if all[index].predicts != nil { writer.member(Key.certainty, all[index].certainty.name) }
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
