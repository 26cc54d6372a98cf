// SPDX-License-Identifier: Apache-2.0
internal import CSRKit

extension OpenAPI.Operation {
  func write(to writer: inout JSONWriter) {
    writer.write(named: path)
    writer.object { writer in
      writer.object(method) { writer in
        writer.member("operationId", id)
        writer.member("summary", summary)
        if !parameters.isEmpty {
          writer.array("parameters") { writer in
            for parameter in parameters { parameter.write(to: &writer) }
          }
        }
        writeInput(to: &writer)
        writer.object("responses") { writer in
          writer.response(200, "The result, schema 1.", "application/json") { writer in
            if isArray {
              writer.member("type", "array")
              writer.object("items") { output.writeElement(to: &$0) }
            } else {
              output.writeElement(to: &writer)
            }
          }
          for status in problems {
            writer.response(status, "A problem document (RFC 9457).", "application/problem+json") { writer in
              OpenAPI.Schema.problem.writeReference(to: &writer)
            }
          }
        }
      }
    }
  }

  private func writeInput(to writer: inout JSONWriter) {
    switch input {
    case .none: return
    case .request:
      // An empty body is valid: the response reports that the input is empty.
      writer.body(isRequired: false) { writer in
        for type in InspectEndpoint.types {
          writer.write(named: type)
          writer.object { writer in
            writer.object("schema") { $0.member("type", "string") }
          }
        }
      }
    case .order:
      writer.body(isRequired: true) { writer in
        writer.object("application/json") { writer in
          writer.object("schema") { OpenAPI.Schema.order.writeReference(to: &$0) }
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func body(isRequired: Bool, _ content: (inout JSONWriter) -> Void) {
    object("requestBody") { writer in
      writer.write("required")
      writer.boolean(isRequired)
      writer.object("content", content)
    }
  }

  fileprivate mutating func response(
    _ status: Int, _ description: String, _ type: JSONKey, _ schema: (inout JSONWriter) -> Void
  ) {
    write(named: String(status))
    object { writer in
      writer.member("description", description)
      writer.object("content") { writer in
        writer.object(type) { $0.object("schema", schema) }
      }
    }
  }
}

extension OpenAPI {
  /// A query parameter.
  struct QueryParameter: Sendable {
    let name: String
    let summary: String
    let schema: @Sendable (inout JSONWriter) -> Void

    func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.member("name", name)
        writer.member("in", "query")
        writer.member("description", summary)
        writer.object("schema", schema)
      }
    }
  }
}
