// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit

/// The JSON API: the same wire types as the command's, written by the same code.
enum APIRoutes {
  static let all: [Route] =
    [
      Route("POST", "/v1/inspect", bodyLimit: Route.largeBody, InspectEndpoint.answer),
      Route("POST", "/v1/check", bodyLimit: Route.largeBody, OrderEndpoints.check),
      Route("POST", "/v1/merge", bodyLimit: Route.largeBody, OrderEndpoints.merge),
      Route("POST", "/v1/dcv", bodyLimit: Route.largeBody, DCVEndpoint.answer),
    ] + Catalog.allCases.map(\.route) + [Route("GET", OpenAPI.path, OpenAPI.answer)]
}

extension SiteAnswer {
  /// A JSON document.
  static func json(cached: Bool = false, _ write: (inout JSONWriter) -> Void) -> SiteAnswer {
    var writer = JSONWriter()
    write(&writer)
    writer.newline()
    return SiteAnswer(
      contentType: "application/json", fields: cached ? [("cache-control", "max-age=300")] : [],
      body: writer.bytes)
  }
}

/// `/v1/catalog/…`: what the toolkit knows.
enum Catalog: String, CaseIterable {
  case products, parameters, errors, rules, checks, data

  var path: String { "/v1/catalog/\(rawValue)" }

  /// What it lists, for the documentation.
  var summary: String {
    switch self {
    case .products: "Every product code, with what is known of it"
    case .parameters: "Every request parameter"
    case .errors: "Every error code, with what to do about it"
    case .rules: "Every rule with its source"
    case .checks: "Every check of keys, with its source"
    case .data: "The lists that the program carries, with their dates"
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
