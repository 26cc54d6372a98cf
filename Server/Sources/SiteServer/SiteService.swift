// SPDX-License-Identifier: Apache-2.0
import Logging
import Metrics
import NIOCore
import Site
import Telemetry

/// What all connections share: the site, the threads that work for it, and what is measured.
final class SiteService: Sendable {
  let site: Site
  let observer: RequestObserver
  /// From a request's head until its answer is ready.
  let requestTimeout: TimeAmount
  /// For an idle connection, and for a client to take an answer.
  let idleTimeout: TimeAmount
  private let usesTLS: Bool
  private let isBehindProxy: Bool
  private let showsMetrics: Bool
  private let registry: PrometheusRegistry
  /// For work on input.
  private let workers: WorkerPool
  /// For work that waits for a disk or another machine, so that inspections do not wait with it.
  private let waiters: WorkerPool
  private let metrics: ServiceMetrics

  static let metricsPath = "/metrics"

  init(_ site: Site, _ configuration: SiteServer.Configuration, registry: PrometheusRegistry, logger: Logger) {
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
    // A few requests that never end must not hold up good ones until those time out as well.
    limits.patience = .nanoseconds(configuration.requestTimeout.nanoseconds / 10)
    workers = WorkerPool(limits)
    waiters = WorkerPool(limits)
    metrics = ServiceMetrics(registry)
    observer = RequestObserver(paths: site.paths + [SiteService.metricsPath], metrics: registry, logger: logger)
  }

  var pools: [WorkerPool] { [workers, waiters] }

  /// Where a request leads; health and metrics depend on more than the site.
  func match(_ head: RequestHead) -> Site.Match {
    switch head.path {
    case Site.healthPath where head.isReading && !(workers.isHealthy && waiters.isHealthy):
      return .answer(site.answer(.unhealthy, origin: head.origin, path: head.path))
    case SiteService.metricsPath where showsMetrics:
      guard head.isReading else {
        return .answer(site.answer(.method(allowed: ["GET", "HEAD"]), origin: head.origin, path: head.path))
      }
      metrics.note(workers.load, of: "input")
      metrics.note(waiters.load, of: "waiting")
      let type = "text/plain; version=0.0.4; charset=utf-8"
      return .answer(SiteAnswer(contentType: type, body: Array(registry.text.utf8)))
    default:
      return site.match(method: head.method, path: head.path, origin: head.origin)
    }
  }

  /// Whether the answer to a request of this path is counted by it.
  func isOwn(_ path: String, _ answer: SiteAnswer) -> Bool {
    path == SiteService.metricsPath && answer.status == 200 || path == Site.healthPath && answer.status == 503
  }

  /// Answers on a worker thread, or with a problem where that is not possible in time.
  func answer(
    _ request: SiteRequest, on route: Route, until deadline: NIODeadline, eventLoop: any EventLoop,
    _ respond: @escaping (SiteAnswer) -> Void
  ) {
    let pool = route.effort == .waiting ? waiters : workers
    let future = pool.run(until: deadline, on: eventLoop) { [site] in site.answer(request, on: route) }
    let (origin, path) = (request.origin, request.path)
    future.assumeIsolated().whenComplete { result in
      switch result {
      case .success(let answer):
        self.metrics.note(answer)
        respond(answer)
      case .failure(let error):
        let isTimeout = error as? WorkerPool.Refusal == .timeout
        self.metrics.noteRefusal(isTimeout: isTimeout)
        respond(self.site.answer(isTimeout ? .timeout : .overloaded, origin: origin, path: path))
      }
    }
  }

  /// The request of a head with its body.
  func request(_ head: RequestHead, body: [UInt8]) -> SiteRequest {
    SiteRequest(
      method: head.method, path: head.path, query: head.query, contentType: head.field("content-type"),
      origin: head.origin, isSecure: isBehindProxy ? head.field("x-forwarded-proto") == "https" : usesTLS, body: body)
  }
}

/// The metrics that say whether the server keeps up; ``RequestObserver`` has those of each request.
struct ServiceMetrics: Sendable {
  private let registry: PrometheusRegistry
  private let timeouts: Counter
  private let overloads: Counter
  private let complexInputs: Counter

  init(_ registry: PrometheusRegistry) {
    self.registry = registry
    timeouts = Counter(label: "csrkit_request_timeouts_total", factory: registry)
    overloads = Counter(label: "csrkit_requests_overloaded_total", factory: registry)
    complexInputs = Counter(label: "csrkit_inputs_too_complex_total", factory: registry)
  }

  func note(_ answer: SiteAnswer) {
    if answer.complexInputs > 0 { complexInputs.increment(by: answer.complexInputs) }
  }

  func noteRefusal(isTimeout: Bool) { (isTimeout ? timeouts : overloads).increment() }

  /// Sets the gauges of a pool.
  func note(_ load: WorkerPool.Load, of pool: String) {
    set("csrkit_workers_busy", load.busy, pool)
    set("csrkit_workers_abandoned", load.abandoned, pool)
    set("csrkit_requests_queued", load.queued, pool)
  }

  private func set(_ label: String, _ value: Int, _ pool: String) {
    Meter(label: label, dimensions: [("pool", pool)], factory: registry).set(value)
  }
}
