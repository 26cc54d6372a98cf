// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Inspection {
  /// Writes the array of `csrkit inspect --format json`: each request, then what could not be read.
  public func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for report in reports { report.write(to: &writer) }
      writeFailures(to: &writer)
    }
  }

  /// Writes an object for each request that cannot be read and each private key, or one that says why there is none.
  public func writeFailures(to writer: inout JSONWriter) {
    for failure in failures {
      writer.writeFailure(kind: "malformed", message: failure.error.description, source: name)
    }
    if isEmpty && failures.isEmpty {
      writer.writeFailure(kind: explanation.kind, message: explanation.message, source: name)
    } else {
      for other in others where other.isPrivateKey {
        writer.writeFailure(kind: other.id, message: other.description, source: name)
      }
    }
  }
}

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
