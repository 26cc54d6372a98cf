// SPDX-License-Identifier: Apache-2.0
package import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import Site
internal import SystemBridge
package import TLSBridge
package import Telemetry

/// Serves a site on a port: HTTP/1.1 on NIO's event loops, work on input on worker threads.
package struct SiteServer: Sendable {
  /// The address and the limits.
  package struct Configuration: Sendable {
    package var host = "127.0.0.1"
    /// 0 chooses a free one.
    package var port = 0
    /// TLS with this certificate; nil for plain HTTP.
    package var tls: TLSContext?
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

  /// - Parameter registry: collects the metrics.
  package init(_ site: Site, _ configuration: Configuration, registry: MetricRegistry, log: Log) {
    service = SiteService(site, configuration, registry: registry, log: log)
    self.configuration = configuration
  }

  /// Listens until the listener is shut down.
  package func start() async throws -> SiteListener {
    let group = MultiThreadedEventLoopGroup.singleton
    let ended = group.next().makePromise(of: Void.self)
    let connections = OpenConnections(ended: ended)
    let (service, limit, tls) = (service, configuration.maxConnections, configuration.tls)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4_096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      // The gate counts each connection before the next one is accepted.
      .serverChannelOption(.maxMessagesPerRead, value: 1)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ConnectionGate(limit: limit, connections))
        }
      }
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try SiteServer.setUp(channel, service, tls) }
      }
    do {
      let channel = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
      return SiteListener(channel: channel, connections: connections, ended: ended.futureResult)
    } catch {
      ended.succeed()
      throw error
    }
  }

  /// Adds the handlers of one connection: TLS, HTTP/1 and the site.
  private static func setUp(_ channel: any Channel, _ service: SiteService, _ tls: TLSContext?) throws {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 16 << 10
    limits.maxHeaderListSize = 32 << 10
    limits.maxHeaderFieldCount = 100
    let pipeline = channel.pipeline.syncOperations
    if let tls {
      guard let session = TLSSession(tls) else { throw ChannelError.ioOnClosedChannel }
      try pipeline.addHandler(TLSHandler(session))
    }
    let decoder = HTTPRequestDecoder(limitConfiguration: limits)
    try pipeline.addHandlers(ByteToMessageHandler(decoder), HTTPResponseEncoder(), NIOHTTPResponseHeadersValidator())
    try pipeline.addHandler(SiteHandler(service))
  }

  /// Stops the worker threads and returns the number of threads that are still busy.
  package func stopWorkers() -> Int {
    service.pools.reduce(0) { count, pool in
      pool.stop()
      return count + pool.load.busy + pool.load.abandoned
    }
  }
}

/// A server that listens.
package struct SiteListener: Sendable {
  private let channel: any Channel
  private let connections: OpenConnections
  private let ended: EventLoopFuture<Void>

  fileprivate init(channel: any Channel, connections: OpenConnections, ended: EventLoopFuture<Void>) {
    self.channel = channel
    self.connections = connections
    self.ended = ended
  }

  /// The address on which it listens.
  package var address: SocketAddress? { channel.localAddress }

  /// Accepts no more connections, completes open requests, and closes connections that are open after a time.
  package func shutDown(within time: TimeAmount) async throws {
    try await channel.close()
    connections.stop()
    let abort = ended.eventLoop.scheduleTask(in: time) { [connections] in connections.close() }
    try await ended.get()
    abort.cancel()
  }
}
