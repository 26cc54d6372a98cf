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

/// Serves a site on a port: HTTP/1.1 on NIO's event loops, work on input on worker threads.
package struct SiteServer: Sendable {
  /// The address and the limits.
  package struct Configuration: Sendable {
    package var host = "127.0.0.1"
    /// 0 chooses a free one.
    package var port = 0
    /// TLS with these settings; nil for plain HTTP.
    package var tls: TLSConfiguration?
    /// Whether `X-Forwarded-Proto` is trusted.
    package var isBehindProxy = false
    package var showsMetrics = true
    package var maxConnections = 12_000
    /// From the head of a request until its response is ready.
    package var requestTimeout = TimeAmount.seconds(30)
    /// For idle connections and for sending a response.
    package var idleTimeout = TimeAmount.seconds(30)
    /// The number of worker threads in each pool.
    package var workers = Process.processorCount
    package var maxQueuedRequests = 1_024
    package var maxAbandonedThreads = 64

    package init() {}
  }

  private let service: SiteService
  private let configuration: Configuration
  private let logger: Logger

  /// - Parameter registry: collects the metrics.
  package init(_ site: Site, _ configuration: Configuration, registry: PrometheusRegistry, logger: Logger) {
    service = SiteService(site, configuration, registry: registry, logger: logger)
    self.configuration = configuration
    self.logger = logger
  }

  /// A service that listens until it is shut down; open requests are completed first.
  ///
  /// - Parameter onListening: called with the listening channel.
  /// - Throws: an error of NIOSSL if the TLS settings are invalid.
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

  /// Stops the worker threads and returns the number of threads that are still busy.
  package func stopWorkers() -> Int {
    service.pools.reduce(0) { count, pool in
      pool.stop()
      return count + pool.load.busy + pool.load.abandoned
    }
  }
}
