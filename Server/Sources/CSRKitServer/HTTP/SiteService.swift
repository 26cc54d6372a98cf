// SPDX-License-Identifier: Apache-2.0
import NIOCore
import Site
import Telemetry

/// What all connections share: the site, and how requests are looked at.
final class SiteService: Sendable {
  let site: Site
  let usesTLS: Bool
  let isBehindProxy: Bool
  /// Prints metrics; nil where they are not shown.
  let registry: PrometheusRegistry?
  let observer: RequestObserver
  /// From a request's head to the last byte of its answer.
  let requestTimeout: TimeAmount
  /// Until the head of a request is there.
  let idleTimeout: TimeAmount

  static let metricsPath = "/metrics"

  init(
    site: Site, usesTLS: Bool, isBehindProxy: Bool, registry: PrometheusRegistry?, observer: RequestObserver,
    requestTimeout: TimeAmount, idleTimeout: TimeAmount
  ) {
    self.site = site
    self.usesTLS = usesTLS
    self.isBehindProxy = isBehindProxy
    self.registry = registry
    self.observer = observer
    self.requestTimeout = requestTimeout
    self.idleTimeout = idleTimeout
  }

  /// Where a request leads; metrics are no part of the site.
  func match(_ head: RequestHead) -> Site.Match {
    if head.path == SiteService.metricsPath, let registry {
      guard head.method == "GET" || head.method == "HEAD" else {
        return .answer(site.answer(.method(allowed: ["GET", "HEAD"]), origin: head.origin, path: head.path))
      }
      let type = "text/plain; version=0.0.4; charset=utf-8"
      return .answer(SiteAnswer(contentType: type, body: Array(registry.text.utf8)))
    }
    return site.match(method: head.method, path: head.path, origin: head.origin)
  }

  /// The request of a head with its body.
  func request(_ head: RequestHead, body: [UInt8]) -> SiteRequest {
    SiteRequest(
      method: head.method, path: head.path, query: head.query, contentType: head.field("content-type"),
      origin: head.origin, isSecure: isBehindProxy ? head.field("x-forwarded-proto") == "https" : usesTLS, body: body)
  }
}
