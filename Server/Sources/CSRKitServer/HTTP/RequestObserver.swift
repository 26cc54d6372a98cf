// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Logging
import Metrics
import Site
import Synchronization

/// Counts and logs requests by route, never by anything that a client can choose.
final class RequestObserver: Sendable {
  /// What requests are counted by.
  private struct Kind: Hashable {
    let route: String
    let method: String
    let status: Int
  }

  /// The label of requests that no route takes.
  private static let unknown = "none"
  private static let methods: [HTTPRequest.Method: String] = [
    .get: "GET", .head: "HEAD", .post: "POST", .options: "OPTIONS",
  ]

  private let timers: [String: Metrics.Timer]
  /// Kept, since a counter is found by its labels' text.
  private let counters = Mutex<[Kind: Counter]>([:])

  /// Makes the timers of every route before the first request.
  init(paths: [String]) {
    timers = Dictionary(
      uniqueKeysWithValues: (paths + [RequestObserver.unknown]).map { path in
        (path, Metrics.Timer(label: "csrkit_http_request_duration_seconds", dimensions: [("route", path)]))
      })
  }

  func note(
    method: HTTPRequest.Method, route: String?, status: Int, size: Int, time: Duration, logger: Logger
  ) {
    let method = RequestObserver.methods[method] ?? "other"
    let route = route ?? RequestObserver.unknown
    let nanoseconds = time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
    timers[route]?.recordNanoseconds(nanoseconds)
    counter(Kind(route: route, method: method, status: status)).increment()
    logger.info(
      "request",
      metadata: [
        "method": "\(method)", "route": "\(route)", "status": "\(status)", "bytes": "\(size)",
        "microseconds": "\(nanoseconds / 1_000)",
      ])
  }

  private func counter(_ kind: Kind) -> Counter {
    counters.withLock { counters in
      if let known = counters[kind] { return known }
      let made = Counter(
        label: "csrkit_http_requests_total",
        dimensions: [("route", kind.route), ("method", kind.method), ("status", String(kind.status))])
      counters[kind] = made
      return made
    }
  }
}
