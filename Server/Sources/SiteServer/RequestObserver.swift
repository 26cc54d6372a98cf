// SPDX-License-Identifier: Apache-2.0
import Logging
import Metrics
import NIOCore
import Synchronization

/// Counts and logs requests by route, never by values that clients choose.
final class RequestObserver: Sendable {
  /// The label of requests without a route.
  private static let unknown = "none"
  private static let methods: Set<String> = ["GET", "HEAD", "POST", "OPTIONS"]

  private let logger: Logger
  private let metrics: any MetricsFactory
  private let timers: [String: Metrics.Timer]
  /// A cache: the registry finds counters by the text of their labels.
  private let counters = Mutex<[Kind: Counter]>([:])

  /// The labels of a request.
  fileprivate struct Kind: Hashable {
    let route: String
    let method: String
    let status: Int
  }

  /// The series of a connection's last request: the next request usually belongs to the same.
  struct Last {
    fileprivate let kind: Kind
    fileprivate let timer: Metrics.Timer?
    fileprivate let counter: Counter
  }

  /// Creates the timers of all routes before the first request.
  init(paths: [String], metrics: any MetricsFactory, logger: Logger) {
    self.metrics = metrics
    self.logger = logger
    timers = Dictionary(
      uniqueKeysWithValues: (paths + [RequestObserver.unknown]).map { path in
        (
          path,
          Metrics.Timer(label: "csrkit_http_request_duration_seconds", dimensions: [("route", path)], factory: metrics)
        )
      })
  }

  func note(
    method: String, route: String?, status: Int, size: Int, time: TimeAmount, last: inout Last?
  ) {
    let kind = Kind(route: route ?? RequestObserver.unknown, method: method, status: status)
    let found = last?.kind == kind ? last : nil
    let series = found ?? self.series(kind)
    last = series
    series.timer?.recordNanoseconds(time.nanoseconds)
    series.counter.increment()
    logger.info(
      "request",
      metadata: [
        "method": "\(RequestObserver.known(method))", "route": "\(kind.route)", "status": "\(status)",
        "bytes": "\(size)", "microseconds": "\(time.nanoseconds / 1_000)",
      ])
  }

  private static func known(_ method: String) -> String { methods.contains(method) ? method : "other" }

  private func series(_ kind: Kind) -> Last {
    let known = Kind(route: kind.route, method: RequestObserver.known(kind.method), status: kind.status)
    let counter = counters.withLock { counters in
      if let counter = counters[known] { return counter }
      let created = Counter(
        label: "csrkit_http_requests_total",
        dimensions: [("route", known.route), ("method", known.method), ("status", String(known.status))],
        factory: metrics)
      counters[known] = created
      return created
    }
    return Last(kind: kind, timer: timers[kind.route], counter: counter)
  }
}
