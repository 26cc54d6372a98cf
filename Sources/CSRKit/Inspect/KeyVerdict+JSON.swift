// SPDX-License-Identifier: Apache-2.0
public import KeyAudit

extension KeyVerdict {
  /// Writes the object `keyAudit`, schema 1.
  ///
  /// - Parameter revealing: whether parts of a private key are shown.
  public func write(to writer: inout JSONWriter, revealing: Bool = false) {
    writer.object { writer in
      writer.member(Key.verdict, outcome.rawValue)
      writer.array(Key.hits) { writer in
        for hit in hits { hit.write(to: &writer, revealing: revealing) }
      }
      writer.array(Key.notChecked) { writer in
        for index in notChecked.indices { writer.string(notChecked[index].id) }
      }
    }
  }
}

extension KeyHit {
  fileprivate func write(to writer: inout JSONWriter, revealing: Bool) {
    writer.object { writer in
      writer.member(Key.check, check)
      writer.member(Key.grade, grade.rawValue)
      writer.object(Key.evidence) { writer in
        for item in evidence {
          writer.write(named: item.name)
          writer.string(item.isPrivate && !revealing ? "hidden" : item.value)
        }
      }
      writer.member(Key.predicts, predicts)
    }
  }
}
