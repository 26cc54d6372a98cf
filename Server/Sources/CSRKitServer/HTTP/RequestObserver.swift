// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Logging
import Metrics
import Site

/// Counts and logs requests by route, never by anything that a client can choose.
struct RequestObserver: Sendable {
  private struct Kind: Hashable {
    let route: String
    let method: String
  }

  private let timers: [String: Metrics.Timer]

  /// Makes the metrics of every route before the first request.
  init(paths: [String]) {
    var timers: [String: Metrics.Timer] = [:]
    for path in paths + [RequestObserver.unknown] {
      timers[path] = Metrics.Timer(
        label: "csrkit_http_request_duration_seconds", dimensions: [("route", path)])
    }
    self.timers = timers
  }

  func note(
    method: HTTPRequest.Method, route: String?, status: Int, size: Int, time: Duration, logger: Logger
  ) {
    let known: Set<HTTPRequest.Method> = [.get, .head, .post, .options]
    let method = known.contains(method) ? method.rawValue : "other"
    let route = route ?? RequestObserver.unknown
    let nanoseconds = time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
    timers[route]?.recordNanoseconds(nanoseconds)
    Counter(
      label: "csrkit_http_requests_total",
      dimensions: [("route", route), ("method", method), ("status", String(status))]
    ).increment()
    logger.info(
      "request",
      metadata: [
        "method": "\(method)", "route": "\(route)", "status": "\(status)", "bytes": "\(size)",
        "microseconds": "\(nanoseconds / 1_000)",
      ])
  }

  /// The label of requests that no route takes.
  private static let unknown = "none"
}
