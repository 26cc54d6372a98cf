// SPDX-License-Identifier: Apache-2.0
import NIOCore
import Synchronization
import Telemetry

/// Counts and logs requests by route, never by values that clients choose.
final class RequestObserver: Sendable {
  /// The label of requests without a route.
  private static let unknown = "none"
  private static let methods: Set<String> = ["GET", "HEAD", "POST", "OPTIONS"]

  private let log: Log
  private let registry: MetricRegistry
  private let timers: [String: Histogram]
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
    fileprivate let timer: Histogram?
    fileprivate let counter: Counter
  }

  /// Creates the timers of all routes before the first request.
  init(routes: [String], registry: MetricRegistry, log: Log) {
    self.registry = registry
    self.log = log
    timers = Dictionary(
      uniqueKeysWithValues: (routes + [RequestObserver.unknown]).map { route in
        (route, registry.histogram("csrkit_http_request_duration_seconds", [("route", route)]))
      })
  }

  func note(
    method: String, route: String?, status: Int, size: Int, time: TimeAmount, last: inout Last?
  ) {
    let kind = Kind(route: route ?? RequestObserver.unknown, method: method, status: status)
    let found = last?.kind == kind ? last : nil
    let series = found ?? self.series(kind)
    last = series
    series.timer?.record(nanoseconds: time.nanoseconds)
    series.counter.increment()
    log.note(
      .info, "request",
      [
        ("bytes", "\(size)"), ("method", RequestObserver.known(method)),
        ("microseconds", "\(time.nanoseconds / 1_000)"), ("route", kind.route), ("status", "\(status)"),
      ])
  }

  private static func known(_ method: String) -> String { methods.contains(method) ? method : "other" }

  private func series(_ kind: Kind) -> Last {
    let known = Kind(route: kind.route, method: RequestObserver.known(kind.method), status: kind.status)
    let counter = counters.withLock { counters in
      if let counter = counters[known] { return counter }
      let created = registry.counter(
        "csrkit_http_requests_total",
        [("route", known.route), ("method", known.method), ("status", String(known.status))])
      counters[known] = created
      return created
    }
    return Last(kind: kind, timer: timers[kind.route], counter: counter)
  }
}
