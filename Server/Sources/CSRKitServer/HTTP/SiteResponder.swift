// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Site
import Telemetry

/// Reads a request as far as its route allows, has the site answer it, and counts and logs what happened.
struct SiteResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let site: Site
  let usesTLS: Bool
  let isBehindProxy: Bool
  /// Prints metrics; nil where they are not shown.
  let registry: PrometheusRegistry?
  let observer: RequestObserver

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let start = ContinuousClock.now
    let (answer, route) = try await answer(to: request)
    observer.note(
      method: request.method, route: route, status: answer.status, size: answer.body.count,
      time: ContinuousClock.now - start, logger: context.logger)
    return SiteResponder.response(to: request, answer)
  }

  /// The answer, with the path of the route that it comes from; nil where there is none.
  private func answer(to request: Request) async throws -> (SiteAnswer, route: String?) {
    let path = request.uri.path
    let origin = request.headers[.origin]
    if path == "/metrics", let registry, request.method == .get || request.method == .head {
      let type = "text/plain; version=0.0.4; charset=utf-8"
      return (SiteAnswer(contentType: type, body: Array(registry.text.utf8)), path)
    }
    switch site.match(method: request.method.rawValue, path: path, origin: origin) {
    case .answer(let answer): return (answer, nil)
    case .route(let route):
      do {
        let body = try await body(of: request, limit: route.bodyLimit)
        let siteRequest = SiteRequest(
          method: request.method.rawValue, path: path, query: request.uri.query ?? "",
          contentType: request.headers[.contentType], origin: origin, isSecure: isSecure(request), body: body)
        return (try await answer(siteRequest, on: route), path)
      } catch let problem as Problem {
        return (site.answer(problem, origin: origin, path: path), path)
      }
    }
  }

  /// A route that waits does so on a thread that nothing else is answered on.
  private func answer(_ request: SiteRequest, on route: Route) async throws -> SiteAnswer {
    guard route.waits else { return site.answer(request, on: route) }
    return try await NIOThreadPool.singleton.runIfActive { site.answer(request, on: route) }
  }

  private func body(of request: Request, limit: Int) async throws -> [UInt8] {
    guard limit > 0 else { return [] }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Problem.tooLarge(limit: limit)
    }
    do {
      let buffer = try await request.body.collect(upTo: limit)
      return Array(buffer.readableBytesView)
    } catch is NIOTooManyBytesError {
      throw Problem.tooLarge(limit: limit)
    }
  }

  private func isSecure(_ request: Request) -> Bool {
    guard isBehindProxy, let name = HTTPField.Name("x-forwarded-proto") else { return usesTLS }
    return request.headers[name] == "https"
  }

  private static func response(to request: Request, _ answer: SiteAnswer) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = answer.contentType
    for field in answer.fields {
      if let name = HTTPField.Name(field.name) { headers.append(HTTPField(name: name, value: field.value)) }
    }
    if request.method == .head {
      headers[.contentLength] = String(answer.body.count)
      return Response(status: .init(code: answer.status), headers: headers)
    }
    return Response(
      status: .init(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
