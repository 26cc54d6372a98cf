// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

extension OpenAPI.QueryParameter {
  static let asOf = Self(name: "asOf", summary: "The date for which rules are applied; today by default.") { writer in
    writer.member("type", "string")
    writer.member("format", "date")
  }

  static let complete = Self(
    name: "complete", summary: "Whether the form is complete, so that missing parameters are errors; false by default."
  ) { writer in
    writer.member("type", "boolean")
  }

  static let method = Self(
    name: "method",
    summary: "The validation method; by default a file for host names and a CNAME record for wildcards."
  ) { writer in
    writer.member("type", "string")
    writer.array("enum") { writer in
      for method in ValidationMethod.allCases { writer.string(method.option) }
    }
  }

  static let uniqueValue = Self(name: "uniqueValue", summary: "The uniqueValue of the order.") { writer in
    writer.member("type", "string")
    writer.member("pattern", "^[A-Za-z0-9]{1,\(UniqueValue.maximumLength)}$")
  }

  static let domain = Self(
    name: "domain", summary: "The names to validate instead of those in the CSR; may be repeated."
  ) { writer in
    writer.member("type", "array")
    writer.object("items") { $0.member("type", "string") }
  }
}

extension OpenAPI {
  /// The schemas of request and response bodies; those of responses are the files of docs/schema.
  enum Schema: String, CaseIterable {
    case inspect, check, merge, dcv, failure, entry, order, problem

    func writeReference(to writer: inout JSONWriter) {
      writer.member("$ref", "#/components/schemas/\(rawValue)")
    }

    /// References the schema of a result: for `dcv` and `merge` also that of an error where there is none.
    func writeElement(to writer: inout JSONWriter) {
      guard self == .dcv || self == .merge else { return writeReference(to: &writer) }
      writer.array("anyOf") { writer in
        for schema in [self, .failure] {
          writer.object { schema.writeReference(to: &$0) }
        }
      }
    }

    func write(to writer: inout JSONWriter) {
      writer.write(named: rawValue)
      if let published { return writer.encoded(published) }
      writer.object { writer in
        writer.member("type", "object")
        switch self {
        case .order: Schema.writeOrder(to: &writer)
        case .problem: Schema.writeProblem(to: &writer)
        case .failure: Schema.writeFailure(to: &writer)
        default: break
        }
      }
    }

    private var published: [UInt8]? {
      switch self {
      case .inspect: PackageResources.inspect_schema_json
      case .check: PackageResources.check_schema_json
      case .merge: PackageResources.merge_schema_json
      case .dcv: PackageResources.dcv_schema_json
      case .entry, .order, .problem, .failure: nil
      }
    }

    /// The element for a request, or an input, that cannot be processed.
    private static func writeFailure(to writer: inout JSONWriter) {
      writer.array("required") { writer in
        for name in ["schema", "source", "error"] { writer.string(name) }
      }
      writer.object("properties") { writer in
        writer.object("error") { writer in
          writer.member("type", "object")
          writer.array("required") { writer in
            for name in ["kind", "message"] { writer.string(name) }
          }
        }
      }
    }

    private static func writeProblem(to writer: inout JSONWriter) {
      let members: [(JSONKey, String)] = [
        ("type", "string"), ("title", "string"), ("status", "integer"), ("detail", "string"),
      ]
      writer.array("required") { writer in
        for name in ["type", "title", "status", "detail"] { writer.string(name) }
      }
      writer.object("properties") { writer in
        for (name, type) in members { writer.object(name) { $0.member("type", type) } }
      }
    }

    /// A form may have any parameter, known or not: the response reports what is wrong with it.
    private static func writeOrder(to writer: inout JSONWriter) {
      writer.object("properties") { writer in
        for row in ParameterCatalog.all {
          writer.write(named: row.spelling)
          writer.object { writer in
            writer.member("description", row.summary)
            writeTypes(isList: row.isList, to: &writer)
          }
        }
      }
      writer.object("additionalProperties") { writeTypes(isList: false, to: &$0) }
    }

    private static func writeTypes(isList: Bool, to writer: inout JSONWriter) {
      let scalars = ["string", "number", "boolean", "null"]
      writer.array("type") { writer in
        for type in isList ? scalars + ["array"] : scalars { writer.string(type) }
      }
      guard isList else { return }
      writer.object("items") { writer in
        writer.array("type") { writer in
          for type in ["string", "number"] { writer.string(type) }
        }
      }
    }
  }
}
