// SPDX-License-Identifier: Apache-2.0
internal import HummingbirdCore
internal import HummingbirdTLS
package import Logging
package import NIOCore
internal import NIOPosix
package import NIOSSL
package import ServiceLifecycle
package import Site
internal import SystemBridge
package import Telemetry

/// A site on a port: HTTP/1.1 on NIO's event loops, and the work on threads of its own.
package struct SiteServer: Sendable {
  /// Where and within which limits a site is served.
  package struct Configuration: Sendable {
    package var host = "127.0.0.1"
    /// 0 takes a free one.
    package var port = 0
    /// TLS with these settings; nil for plain HTTP.
    package var tls: TLSConfiguration?
    /// Whether `X-Forwarded-Proto` is believed.
    package var isBehindProxy = false
    package var showsMetrics = true
    package var maxConnections = 12_000
    /// From a request's head until its answer is ready.
    package var requestTimeout = TimeAmount.seconds(30)
    /// For an idle connection, and for a client to take an answer.
    package var idleTimeout = TimeAmount.seconds(30)
    /// The threads that work on input.
    package var workers = Process.processorCount
    package var maxQueuedRequests = 1_024
    package var maxAbandonedThreads = 64

    package init() {}
  }

  private let service: SiteService
  private let configuration: Configuration
  private let logger: Logger

  /// A server of a site.
  ///
  /// - Parameter registry: takes the metrics.
  package init(_ site: Site, _ configuration: Configuration, registry: PrometheusRegistry, logger: Logger) {
    service = SiteService(site, configuration, registry: registry, logger: logger)
    self.configuration = configuration
    self.logger = logger
  }

  /// Listens until it is shut down; open requests are answered first.
  ///
  /// - Parameter onListening: called with the channel that listens.
  /// - Throws: an error of NIOSSL where the TLS settings cannot be used.
  package func listener(onListening: @escaping @Sendable (any Channel) async -> Void) throws -> any Service {
    let plain = SiteChannel(service: service)
    let channel: any ServerChildChannel =
      if let tls = configuration.tls { try TLSChannel(plain, tlsConfiguration: tls) } else { plain }
    return channel.server(
      configuration: ServerConfiguration(
        address: .hostname(configuration.host, port: configuration.port), backlog: 4_096,
        availableConnectionsDelegate: MaximumAvailableConnections(configuration.maxConnections)),
      onServerRunning: onListening, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
  }

  /// Ends the threads that work on input, and says how many do not end since their work does not.
  package func stopWorkers() -> Int {
    service.pools.reduce(0) { count, pool in
      pool.stop()
      return count + pool.load.busy + pool.load.abandoned
    }
  }
}
