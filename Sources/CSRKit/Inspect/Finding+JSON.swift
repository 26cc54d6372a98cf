// SPDX-License-Identifier: Apache-2.0
internal import Preflight

extension Finding {
  /// Writes one element of `findings`.
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.rule, rule.id)
      writer.member(Key.severity, severity.name)
      writer.member(Key.message, message)
      writer.member(Key.fix, fix)
      writer.member(Key.predicts, predicts)
      if predicts != nil { writer.member(Key.certainty, certainty.name) }
      if let field { writer.member(Key.field, field) }
      if let place {
        writer.object(Key.at) { writer in
          writer.member(Key.offset, place.range.lowerBound)
          writer.member(Key.length, place.range.count)
          writer.member(Key.path, place.field.rawValue)
        }
      }
      writer.array(Key.citations) { writer in
        for citation in rule.citations { writer.string(citation) }
      }
    }
  }
}
