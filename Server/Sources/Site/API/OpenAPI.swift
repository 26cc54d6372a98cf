// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import CSRKitBase

/// `/v1/openapi.json`: OpenAPI 3.1, printed from the tables that the endpoints read.
enum OpenAPI {
  static let path = "/v1/openapi.json"

  static let answer: @Sendable (SiteRequest, Site) throws(Problem) -> SiteAnswer = { request, _ throws(Problem) in
    _ = try Query(request, known: [])
    return SiteAnswer(
      contentType: "application/json", fields: [("cache-control", "max-age=300")], body: document)
  }

  /// Printed once.
  static let document: [UInt8] = {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("openapi", "3.1.0")
      writer.object("info") { writer in
        writer.member("title", "CSRKit")
        writer.member("version", CSRKitVersion.text)
        writer.member(
          "description", "Inspects certificate signing requests, and tells what the CA will answer to an order.")
      }
      writer.object("paths") { writer in
        for operation in Operation.all { operation.write(to: &writer) }
      }
      writer.object("components") { writer in
        writer.object("schemas") { writer in
          for schema in Schema.allCases { schema.write(to: &writer) }
        }
      }
    }
    return writer.line
  }()

  /// One operation as the document has it.
  struct Operation {
    let method: JSONKey
    let path: String
    let id: String
    let summary: String
    var parameters: [QueryParameter] = []
    var input: Input = .none
    /// What the answer is: an object of the schema, or an array of it.
    let output: Schema
    var isArray = false
    /// The status codes of problem documents that it may answer with.
    var problems: [Int] = [400]

    enum Input { case none, request, order }

    static let all: [Operation] =
      [
        Operation(
          method: "post", path: "/v1/inspect", id: "inspect", summary: "Shows what is in requests and what is wrong",
          parameters: [.asOf], input: .request, output: .inspect, isArray: true, problems: [400, 413, 415, 422, 503]),
        Operation(
          method: "post", path: "/v1/check", id: "check", summary: "Tells what the CA will answer to an order",
          parameters: [.asOf, .complete], input: .order, output: .check,
          problems: [400, 413, 415, 422, 503]),
        Operation(
          method: "post", path: "/v1/merge", id: "merge",
          summary: "Shows which values and names the CA will use, and where each comes from",
          input: .order, output: .merge, problems: [400, 413, 415, 422, 503]),
        Operation(
          method: "post", path: "/v1/dcv", id: "dcv",
          summary: "Shows the file and the record that prove control of a request's names",
          parameters: [.asOf, .method, .uniqueValue, .domain], input: .request, output: .dcv, isArray: true,
          problems: [400, 413, 415, 422, 503]),
      ]
      + Catalog.allCases.map { catalog in
        Operation(
          method: "get", path: catalog.path, id: "catalog-\(catalog.rawValue)", summary: catalog.summary,
          output: .entry, isArray: true)
      }
  }
}
