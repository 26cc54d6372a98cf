// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import Preflight

extension OrderCheck {
  /// Writes the object of `csrkit check --format json`, schema 1.
  public func write(to writer: inout JSONWriter) { write(to: &writer, subject: nil) }

  /// The same for a record of a batch, whose place stands in for that of a request that cannot be read.
  func write(to writer: inout JSONWriter, subject: BatchSubject?) {
    writer.object { writer in
      writer.member(Key.id, encoded: subject?.id)
      writer.member(Key.schema, 1)
      if let report {
        report.source.write(to: &writer)
      } else if let subject {
        subject.writeSource(to: &writer)
      } else {
        writer.object(Key.source) { $0.member(Key.name, "csr") }
      }
      writer.member(Key.verdict, judgement.verdict.rawValue)
      writer.write(Key.predicted)
      if let predicted = judgement.predicted { predicted.write(to: &writer) } else { writer.null() }
      writer.array(Key.alternatives) { writer in
        for code in judgement.alternatives { writer.integer(code) }
      }
      writer.array(Key.needed) { writer in
        let fragments = ParameterFragment.all
        for name in neededParameters { writer.encoded(fragments[Int(name.rawValue)].spelling) }
      }
      if let report {
        writer.write(Key.keyAudit)
        report.keyVerdict.write(to: &writer)
      }
      writer.member(findings)
      writer.object(Key.effective) { order.writeMembers(to: &$0) }
    }
  }
}

extension Prediction {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member(Key.errorCode, errorCode)
      writer.member(Key.errorMessage, errorMessage)
      writer.member(Key.errorItem, errorItem)
      writer.member(Key.errorDetail, errorDetail)
      writer.member(Key.certainty, certainty.name)
    }
  }
}
