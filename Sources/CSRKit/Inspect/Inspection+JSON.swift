// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
  /// Writes the object for an input without a request.
  public mutating func writeFailure(kind: String, message: String, source: String) {
    object { writer in
      writer.member(Key.schema, 1)
      writer.object(Key.source) { $0.member(Key.name, source) }
      writer.object(Key.error) { writer in
        writer.member(Key.kind, kind)
        writer.member(Key.message, message)
      }
    }
  }
}
