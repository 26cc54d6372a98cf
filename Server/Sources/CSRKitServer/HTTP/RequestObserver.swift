// SPDX-License-Identifier: Apache-2.0
import Logging
import Metrics
import NIOCore
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
  private static let methods: Set<String> = ["GET", "HEAD", "POST", "OPTIONS"]

  private let logger: Logger
  private let timers: [String: Metrics.Timer]
  /// Kept, since a counter is found by its labels' text.
  private let counters = Mutex<[Kind: Counter]>([:])

  /// Makes the timers of every route before the first request.
  init(paths: [String], logger: Logger) {
    self.logger = logger
    timers = Dictionary(
      uniqueKeysWithValues: (paths + [RequestObserver.unknown]).map { path in
        (path, Metrics.Timer(label: "csrkit_http_request_duration_seconds", dimensions: [("route", path)]))
      })
  }

  func note(method: String, route: String?, status: Int, size: Int, time: TimeAmount) {
    let method = RequestObserver.methods.contains(method) ? method : "other"
    let route = route ?? RequestObserver.unknown
    timers[route]?.recordNanoseconds(time.nanoseconds)
    counter(Kind(route: route, method: method, status: status)).increment()
    logger.info(
      "request",
      metadata: [
        "method": "\(method)", "route": "\(route)", "status": "\(status)", "bytes": "\(size)",
        "microseconds": "\(time.nanoseconds / 1_000)",
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
