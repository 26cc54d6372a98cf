// SPDX-License-Identifier: Apache-2.0
import NIOCore
import Site
import Telemetry

/// The state that all connections share: the site, the worker threads and the metrics.
final class SiteService: Sendable {
  let site: Site
  let observer: RequestObserver
  /// From the head of a request until its response is ready.
  let requestTimeout: TimeAmount
  /// For idle connections and for sending a response.
  let idleTimeout: TimeAmount
  private let usesTLS: Bool
  private let isBehindProxy: Bool
  private let showsMetrics: Bool
  private let registry: MetricRegistry
  /// For work on input.
  private let workers: WorkerPool
  /// For work that waits for a disk or another machine, so that it does not delay inspections.
  private let waiters: WorkerPool
  private let metrics: ServiceMetrics

  static let metricsPath = "/metrics"

  init(_ site: Site, _ configuration: SiteServer.Configuration, registry: MetricRegistry, log: Log) {
    self.site = site
    self.registry = registry
    usesTLS = configuration.tls != nil
    isBehindProxy = configuration.isBehindProxy
    showsMetrics = configuration.showsMetrics
    requestTimeout = configuration.requestTimeout
    idleTimeout = configuration.idleTimeout
    var limits = WorkerPool.Limits()
    limits.threads = configuration.workers
    limits.queue = configuration.maxQueuedRequests
    limits.abandoned = configuration.maxAbandonedThreads
    // A few requests that never end must not delay other requests until those time out, too.
    limits.patience = .nanoseconds(configuration.requestTimeout.nanoseconds / 10)
    workers = WorkerPool(limits)
    waiters = WorkerPool(limits)
    metrics = ServiceMetrics(registry)
    observer = RequestObserver(routes: site.paths + [SiteService.metricsPath], registry: registry, log: log)
  }

  var pools: [WorkerPool] { [workers, waiters] }

  /// Finds the route of a request; health and metrics depend on more than the site.
  func match(_ head: RequestHead) -> Site.Match {
    switch head.path {
    case Site.healthPath where head.isReading && !(workers.isHealthy && waiters.isHealthy):
      return .response(site.response(to: .unhealthy, origin: head.origin, path: head.path))
    case SiteService.metricsPath where showsMetrics:
      guard head.isReading else {
        return .response(site.response(to: .method(allowed: ["GET", "HEAD"]), origin: head.origin, path: head.path))
      }
      metrics.note(workers.load, of: "input")
      metrics.note(waiters.load, of: "waiting")
      let type = "text/plain; version=0.0.4; charset=utf-8"
      return .response(SiteResponse(contentType: type, body: Array(registry.text.utf8)))
    default:
      return site.match(method: head.method, path: head.path, origin: head.origin)
    }
  }

  /// The route under which a response without a route of the site is counted; nil for none.
  func ownRoute(_ path: String, _ response: SiteResponse) -> String? {
    switch (path, response.status) {
    case (SiteService.metricsPath, 200), (Site.healthPath, 503): path
    default: nil
    }
  }

  /// Whether the client used TLS, to this server or to the proxy in front of it.
  private func isSecure(_ head: RequestHead) -> Bool {
    isBehindProxy ? head.field("x-forwarded-proto") == "https" : usesTLS
  }

  /// Whether browsers should use TLS for this host from now on (RFC 6797). On loopback, other services share the host.
  func requiresTLS(_ head: RequestHead) -> Bool { isSecure(head) && !LoopbackHost.contains(head.field("host") ?? "") }

  /// Handles a request on a worker thread; responds with a problem if that is not possible in time.
  func handle(
    _ request: SiteRequest, on route: Route, until deadline: NIODeadline, eventLoop: any EventLoop,
    _ respond: @escaping (SiteResponse) -> Void
  ) {
    let pool = route.effort == .waiting ? waiters : workers
    let future = pool.run(until: deadline, on: eventLoop) { [site] in site.response(to: request, on: route) }
    let (origin, path) = (request.origin, request.path)
    future.assumeIsolated().whenComplete { result in
      switch result {
      case .success(let response):
        self.metrics.note(response)
        respond(response)
      case .failure(let error):
        let isTimeout = error as? WorkerPool.Refusal == .timeout
        self.metrics.noteRefusal(isTimeout: isTimeout)
        respond(self.site.response(to: isTimeout ? .timeout : .overloaded, origin: origin, path: path))
      }
    }
  }

  /// A request from its head and body.
  func request(_ head: RequestHead, body: [UInt8]) -> SiteRequest {
    SiteRequest(
      method: head.method, path: head.path, query: head.query, contentType: head.field("content-type"),
      origin: head.origin, isSecure: isSecure(head), body: body)
  }
}

/// The metrics of the server's load; ``RequestObserver`` has those of requests.
struct ServiceMetrics: Sendable {
  private let registry: MetricRegistry
  private let timeouts: Counter
  private let overloads: Counter
  private let complexInputs: Counter

  init(_ registry: MetricRegistry) {
    self.registry = registry
    timeouts = registry.counter("csrkit_request_timeouts_total")
    overloads = registry.counter("csrkit_requests_overloaded_total")
    complexInputs = registry.counter("csrkit_inputs_too_complex_total")
  }

  func note(_ response: SiteResponse) {
    if response.complexInputs > 0 { complexInputs.increment(by: Int64(response.complexInputs)) }
  }

  func noteRefusal(isTimeout: Bool) { (isTimeout ? timeouts : overloads).increment() }

  /// Sets the gauges of a pool.
  func note(_ load: WorkerPool.Load, of pool: String) {
    set("csrkit_workers_busy", load.busy, pool)
    set("csrkit_workers_abandoned", load.abandoned, pool)
    set("csrkit_requests_queued", load.queued, pool)
  }

  private func set(_ label: String, _ value: Int, _ pool: String) {
    registry.gauge(label, [("pool", pool)]).set(value)
  }
}
