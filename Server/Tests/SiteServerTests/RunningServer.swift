// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import NIOCore
import NIOPosix
import Site
import SiteServer
import Telemetry
import Testing

/// A running server on a free loopback port.
struct RunningServer: Sendable {
  let port: Int

  /// A limit that a debug build on a busy machine meets, too.
  static let timeout = TimeAmount.seconds(3)

  /// Serves the site with one more route while a test runs, then shuts down gracefully.
  static func serve(
    _ spin: Spin, configured configure: (inout SiteServer.Configuration) -> Void = { _ in },
    _ test: @escaping @Sendable (RunningServer) async throws -> Void
  ) async throws {
    var configuration = SiteServer.Configuration()
    configuration.requestTimeout = timeout
    configuration.workers = 2
    configure(&configuration)
    let site = Site(
      today: { .init(2026, 11, 25) }, routes: Site.all + [spin.route])
    let log = Log(label: "test", level: .error) { _ in }
    let server = SiteServer(site, configuration, registry: MetricRegistry(), log: log)
    let listener = try await server.start()
    do { try await test(RunningServer(port: listener.address?.port ?? 0)) } catch { Issue.record(error) }
    try await listener.shutDown(within: .seconds(10))
    spin.release()
    _ = server.stopWorkers()
    let haveEnded = try await holds { server.stopWorkers() == 0 }
    #expect(haveEnded, "a thread still works after its work ended")
  }

  /// The bytes that the server sends until it closes the connection.
  struct Reply: Sendable {
    let text: String
    let duration: Duration

    /// The status codes of all responses.
    var statuses: [Int] { text.matches(of: #/HTTP/1\.1 (\d+) /#).compactMap { Int($0.1) } }

    /// The number of jobs on input in the metrics, in any state.
    var jobs: Double {
      ["csrkit_workers_busy", "csrkit_workers_abandoned", "csrkit_requests_queued"].reduce(0) { sum, name in
        sum + (metric("\(name){pool=\"input\"}") ?? 0)
      }
    }

    /// The value of a metric.
    func metric(_ name: String) -> Double? {
      text.split(separator: "\n").first { $0.hasPrefix(name + " ") }.flatMap { Double($0.dropFirst(name.count + 1)) }
    }
  }

  func get(_ path: String) async throws -> Reply {
    try await send("GET \(path) HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
  }

  func post(_ path: String, _ body: String) async throws -> Reply {
    try await send(RunningServer.post(path, body, "connection: close\r\n"))
  }

  /// The bytes of a request.
  static func post(_ path: String, _ body: String, _ fields: String = "") -> String {
    "POST \(path) HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
  }

  /// Sends bytes, from an event loop that the server does not use.
  func send(_ octets: String) async throws -> Reply {
    let start = ContinuousClock.now
    let replied = RunningServer.clients.any().makePromise(of: String.self)
    let channel = try await ClientBootstrap(group: RunningServer.clients)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Collector(replied)) }
      }
      .connect(host: "127.0.0.1", port: port).get()
    try await channel.writeAndFlush(ByteBuffer(string: octets)).get()
    return Reply(text: try await replied.futureResult.get(), duration: .now - start)
  }

  private static let clients = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  /// Collects the received bytes until the connection is closed.
  private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let replied: EventLoopPromise<String>
    private var bytes = ByteBuffer()

    init(_ replied: EventLoopPromise<String>) { self.replied = replied }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      bytes.writeImmutableBuffer(Collector.unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) { replied.succeed(String(buffer: bytes)) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      replied.fail(error)
      context.close(promise: nil)
    }
  }
}
