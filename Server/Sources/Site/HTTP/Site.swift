// SPDX-License-Identifier: Apache-2.0
package import CSRKit
public import CSRKitBase

/// The logic of the server: turns a request as a value into a response as a value, without sockets, files or clocks.
///
/// A class, since all threads share one site: copying a structure would update reference counts that threads contend for.
public final class Site: Sendable {
  /// The date for which rules are applied unless a request has another.
  public let today: @Sendable () -> CalendarDate
  /// The origins from which browsers may call the API; `*` allows any. Empty by default.
  public let allowedOrigins: [String]
  private let routes: [String: [Route]]
  private let inspector: Inspector

  /// The paths of all routes.
  public var paths: [String] { Set(routes.values.joined().map(\.path)).sorted() }

  /// - Parameters:
  ///   - inspector: shared by all threads.
  ///   - routes: all routes except the sandbox's.
  package init(
    today: @escaping @Sendable () -> CalendarDate, allowedOrigins: [String] = [], sandbox: SandboxRoutes? = nil,
    inspector: Inspector = Inspector(), routes: [Route] = Site.all
  ) {
    self.today = today
    self.allowedOrigins = allowedOrigins
    self.routes = Dictionary(grouping: routes + (sandbox?.all ?? []), by: { Site.key($0.path) })
    self.inspector = inspector
  }

  /// All routes except the sandbox's, in the order of the documentation.
  public static let all: [Route] = PageRoutes.all + APIRoutes.all + [health]

  /// The path of the health check.
  package static let healthPath = "/healthz"

  /// For load balancers: shows that the process responds.
  private static let health = Route("GET", healthPath) { _, _ throws(Problem) in
    SiteResponse(contentType: "text/plain; charset=utf-8", body: Array("ok\n".utf8))
  }

  /// The form of a path in which its route is found: those of the sandbox without differences of case, and with a
  /// literal exclamation mark.
  private static func key(_ path: String) -> String {
    let folder = SandboxRoutes.folder
    guard path.utf8.count > folder.utf8.count, path.prefix(folder.count).lowercased() == folder else { return path }
    return path.lowercased().replacing("%21", with: "!")
  }

  /// The result of looking up a method and a path.
  public enum Match: Sendable {
    /// The route that handles the request.
    case route(Route)
    /// A response that does not depend on the body.
    case response(SiteResponse)
  }

  /// Finds the route of a request before its body is read; HEAD is handled like GET.
  public func match(method: String, path: String, origin: String? = nil) -> Match {
    guard let methods = routes[Site.key(path)] else {
      return .response(secured(Problem(404, "not-found", "There is no resource at this path.").response, origin, path))
    }
    let wanted = method == "HEAD" ? "GET" : method
    if let route = methods.first(where: { $0.method == wanted }) { return .route(route) }
    let allowed = methods.flatMap { $0.method == "GET" ? ["GET", "HEAD"] : [$0.method] } + ["OPTIONS"]
    if method == "OPTIONS" {
      let response = SiteResponse(
        status: 204, contentType: "text/plain", fields: [("allow", allowed.joined(separator: ", "))], body: [])
      return .response(secured(response, origin, path))
    }
    return .response(secured(Problem.method(allowed: allowed).response, origin, path))
  }

  /// The response of a route to a request.
  public func response(to request: SiteRequest, on route: Route) -> SiteResponse {
    do throws(Problem) {
      return secured(try route.handler(request, self), request.origin, request.path)
    } catch {
      return secured(error.response, request.origin, request.path)
    }
  }

  /// The response to a request that was rejected before its route handled it.
  public func response(to problem: Problem, origin: String?, path: String) -> SiteResponse {
    secured(problem.response, origin, path)
  }

  /// Finds the route and returns its response.
  public func response(to request: SiteRequest) -> SiteResponse {
    switch match(method: request.method, path: request.path, origin: request.origin) {
    case .response(let response): return response
    case .route(let route):
      guard request.body.count <= route.bodyLimit || route.bodyLimit == 0 else {
        return secured(Problem.tooLarge(limit: route.bodyLimit).response, request.origin, request.path)
      }
      return response(to: request, on: route)
    }
  }

  /// Calls a function with the inspector and the date for which rules are applied, by default today.
  func inspecting(
    asOf day: CalendarDate? = nil, _ respond: (DatedInspector) throws(Problem) -> SiteResponse
  ) throws(Problem) -> SiteResponse {
    try respond(DatedInspector(inspector: inspector, day: day ?? today()))
  }

  private func secured(_ response: SiteResponse, _ origin: String?, _ path: String) -> SiteResponse {
    var response = response
    response.fields = SecurityFields.added(to: response.fields)
    if !allowedOrigins.isEmpty, path.hasPrefix("/v1/") {
      response.fields += CrossOrigin.fields(for: origin, allowed: allowedOrigins)
    }
    return response
  }
}
