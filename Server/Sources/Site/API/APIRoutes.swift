// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The JSON API. Its documents are those of `csrkit --format json`, written by the same code.
enum APIRoutes {
  static let all: [Route] =
    [
      Route("POST", "/v1/inspect", bodyLimit: Route.largeBody, InspectEndpoint.handler),
      Route("POST", "/v1/check", bodyLimit: Route.largeBody, OrderEndpoints.check),
      Route("POST", "/v1/merge", bodyLimit: Route.largeBody, OrderEndpoints.merge),
      Route("POST", "/v1/dcv", bodyLimit: Route.largeBody, DCVEndpoint.handler),
    ] + Catalog.allCases.map(\.route) + [Route("GET", OpenAPI.path, OpenAPI.handler)]
}

extension SiteResponse {
  /// A JSON document.
  static func json(cached: Bool = false, _ write: (inout JSONWriter) -> Void) -> SiteResponse {
    var writer = JSONWriter()
    write(&writer)
    writer.newline()
    return SiteResponse(
      contentType: "application/json", fields: cached ? [("cache-control", "max-age=300")] : [],
      body: writer.bytes)
  }
}

/// `/v1/catalog/…`: the tables behind rules, checks and predictions.
enum Catalog: String, CaseIterable {
  case products, parameters, errors, rules, checks, data

  var path: String { "/v1/catalog/\(rawValue)" }

  /// The summary of the operation in the OpenAPI document.
  var summary: String {
    switch self {
    case .products: "Lists all product codes with their properties"
    case .parameters: "Lists all request parameters"
    case .errors: "Lists all error codes with their meaning and the next step"
    case .rules: "Lists all rules with their sources"
    case .checks: "Lists all key checks with their sources"
    case .data: "Lists the embedded data sets with their dates"
    }
  }

  private var write: @Sendable (inout JSONWriter) -> Void {
    switch self {
    case .products: { ProductListing.write(to: &$0) }
    case .parameters: { ParameterListing.write(to: &$0) }
    case .errors: { ErrorListing.write(to: &$0) }
    case .rules: { RuleListing.write(to: &$0) }
    case .checks: { CheckListing.write(to: &$0) }
    case .data: { DataListing.write(to: &$0) }
    }
  }

  var route: Route {
    Route("GET", path) { request, _ throws(Problem) in
      _ = try Query(request, known: [])
      return .json(cached: true, self.write)
    }
  }
}
