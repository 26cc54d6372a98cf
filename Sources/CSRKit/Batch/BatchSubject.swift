// SPDX-License-Identifier: Apache-2.0

/// A record, with what the output calls it.
struct BatchSubject {
  let record: BatchRecord
  let name: String
  /// The value of the line's `id` as it is written.
  var id: ArraySlice<UInt8>?

  init(_ chunk: BatchChunk, _ record: BatchRecord) {
    self.record = record
    name = record.name ?? chunk.name
  }
}

extension BatchSubject {
  /// Writes the member `source` of a record without a request.
  func writeSource(to writer: inout JSONWriter) {
    writer.object(Key.source) { writer in
      writer.member(Key.name, name)
      writer.member(Key.index, record.index)
      writer.member(Key.line, record.line)
    }
  }
}

/// The object in the place of a report for a record without a request.
struct BatchFailure {
  let subject: BatchSubject
  let kind: String
  let message: String
}

extension JSONWriter {
  /// The same members as those of `inspect`, with the place of the record.
  mutating func write(_ failure: BatchFailure) {
    object { writer in
      writer.member(Key.id, encoded: failure.subject.id)
      writer.member(Key.schema, 1)
      failure.subject.writeSource(to: &writer)
      writer.object(Key.error) { writer in
        writer.member(Key.kind, failure.kind)
        writer.member(Key.message, failure.message)
      }
    }
  }
}
