// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import CSRKitBase

/// `/v1/openapi.json`: an OpenAPI 3.1 document, generated from the tables that the endpoints use.
enum OpenAPI {
  static let path = "/v1/openapi.json"

  static let handler: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse = { request, _ throws(Problem) in
    _ = try Query(request, known: [])
    return SiteResponse(
      contentType: "application/json", fields: [("cache-control", "max-age=300")], body: document)
  }

  /// Generated once.
  static let document: [UInt8] = {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("openapi", "3.1.0")
      writer.object("info") { writer in
        writer.member("title", "CSRKit")
        writer.member("version", CSRKitVersion.text)
        writer.member(
          "description", "Inspects certificate signing requests and predicts the CA's response to an order.")
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

  /// One operation of the document.
  struct Operation {
    let method: JSONKey
    let path: String
    let id: String
    let summary: String
    var parameters: [QueryParameter] = []
    var input: Input = .none
    /// The schema of the response, or of its elements.
    let output: Schema
    var isArray = false
    /// The status codes of its problem documents.
    var problems: [Int] = [400]

    enum Input { case none, request, order }

    static let all: [Operation] =
      [
        Operation(
          method: "post", path: "/v1/inspect", id: "inspect", summary: "Shows the contents of CSRs and their findings",
          parameters: [.asOf], input: .request, output: .inspect, isArray: true, problems: [400, 413, 415, 422, 503]),
        Operation(
          method: "post", path: "/v1/check", id: "check", summary: "Checks an order and predicts the CA's response",
          parameters: [.asOf, .complete], input: .order, output: .check,
          problems: [400, 413, 415, 422, 503]),
        Operation(
          method: "post", path: "/v1/merge", id: "merge",
          summary: "Shows the values and names that the CA will use, each with its origin",
          input: .order, output: .merge, problems: [400, 413, 415, 422, 503]),
        Operation(
          method: "post", path: "/v1/dcv", id: "dcv",
          summary: "Shows the files and DNS records to publish for domain control validation",
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
