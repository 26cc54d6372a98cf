// SPDX-License-Identifier: Apache-2.0
package import CSRKit
public import CSRKitBase

/// Everything that the server answers: values in, values out, without a socket, a file or a clock.
///
/// A class, since every thread refers to the one site: copies would count its parts in memory that threads take from one
/// another.
public final class Site: Sendable {
  /// The day on which rules are judged where a request does not say another.
  public let today: @Sendable () -> CalendarDate
  /// The origins that browsers may call the API from; `*` is any. None is the default.
  public let allowedOrigins: [String]
  private let routes: [String: [Route]]
  private let inspector: Inspector

  /// The paths that lead anywhere.
  public var paths: [String] { routes.keys.sorted() }

  /// A site.
  ///
  /// - Parameters:
  ///   - inspector: shared by all threads.
  ///   - routes: the routes other than the sandbox's.
  package init(
    today: @escaping @Sendable () -> CalendarDate, allowedOrigins: [String] = [], sandbox: SandboxRoutes? = nil,
    inspector: Inspector = Inspector(), routes: [Route] = Site.all
  ) {
    self.today = today
    self.allowedOrigins = allowedOrigins
    self.routes = Dictionary(grouping: routes + (sandbox?.all ?? []), by: \.path)
    self.inspector = inspector
  }

  /// Every route but the sandbox's, in the order of the documentation.
  public static let all: [Route] = PageRoutes.all + APIRoutes.all + [health]

  /// The path of the health check.
  package static let healthPath = "/healthz"

  /// For load balancers: the process answers.
  private static let health = Route("GET", healthPath) { _, _ throws(Problem) in
    SiteAnswer(contentType: "text/plain; charset=utf-8", body: Array("ok\n".utf8))
  }

  /// What a method and a path lead to.
  public enum Match: Sendable {
    /// A route that answers.
    case route(Route)
    /// An answer without a look at the body.
    case answer(SiteAnswer)
  }

  /// Finds the route of a request, before its body is read; HEAD is answered as GET.
  public func match(method: String, path: String, origin: String? = nil) -> Match {
    guard let methods = routes[path] else {
      return .answer(secured(Problem(404, "not-found", "There is nothing at this address.").answer, origin, path))
    }
    let wanted = method == "HEAD" ? "GET" : method
    if let route = methods.first(where: { $0.method == wanted }) { return .route(route) }
    let allowed = methods.flatMap { $0.method == "GET" ? ["GET", "HEAD"] : [$0.method] } + ["OPTIONS"]
    if method == "OPTIONS" {
      let answer = SiteAnswer(
        status: 204, contentType: "text/plain", fields: [("allow", allowed.joined(separator: ", "))], body: [])
      return .answer(secured(answer, origin, path))
    }
    return .answer(secured(Problem.method(allowed: allowed).answer, origin, path))
  }

  /// Answers a request whose route was found.
  public func answer(_ request: SiteRequest, on route: Route) -> SiteAnswer {
    do throws(Problem) {
      return secured(try route.answer(request, self), request.origin, request.path)
    } catch {
      return secured(error.answer, request.origin, request.path)
    }
  }

  /// The answer to a request that could not be read.
  public func answer(_ problem: Problem, origin: String?, path: String) -> SiteAnswer {
    secured(problem.answer, origin, path)
  }

  /// Finds the route and answers.
  public func answer(_ request: SiteRequest) -> SiteAnswer {
    switch match(method: request.method, path: request.path, origin: request.origin) {
    case .answer(let answer): return answer
    case .route(let route):
      guard request.body.count <= route.bodyLimit || route.bodyLimit == 0 else {
        return secured(Problem.tooLarge(limit: route.bodyLimit).answer, request.origin, request.path)
      }
      return answer(request, on: route)
    }
  }

  /// Answers with the inspector and the day as of which rules are applied: the one given, or today.
  func inspecting(
    asOf day: CalendarDate? = nil, _ answer: (DatedInspector) throws(Problem) -> SiteAnswer
  ) throws(Problem) -> SiteAnswer {
    try answer(DatedInspector(inspector: inspector, day: day ?? today()))
  }

  private func secured(_ answer: SiteAnswer, _ origin: String?, _ path: String) -> SiteAnswer {
    var answer = answer
    answer.fields = SecurityFields.added(to: answer.fields)
    if !allowedOrigins.isEmpty, path.hasPrefix("/v1/") {
      answer.fields += CrossOrigin.fields(for: origin, allowed: allowedOrigins)
    }
    return answer
  }
}
