// SPDX-License-Identifier: Apache-2.0
internal import Preflight

extension Finding {
  /// Writes one element of `findings`.
  @inline(__always)
  func write(to writer: inout JSONWriter) {
    let all = RuleFragment.all
    let rules = all.span
    writer.object { writer in
      writer.encoded(rules[position].heads[Int(severity.rawValue)])
      writer.member(Key.message, message)
      if let otherFix { writer.member(Key.fix, otherFix) } else { writer.encoded(rules[position].fix) }
      writer.member(Key.predicts, predicts)
      if predicts != nil { writer.member(Key.certainty, certainty.name) }
      if let field { writer.member(Key.field, field) }
      if let place { place.write(to: &writer) }
      writer.encoded(rules[position].citations)
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
