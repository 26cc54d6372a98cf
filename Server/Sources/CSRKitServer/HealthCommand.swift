// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOPosix

/// `--check-health`: asks the server with the same settings whether it is healthy; for images, which contain no other
/// program that could.
enum HealthCommand {
  static let flag = "--check-health"
  private static let timeout = TimeAmount.seconds(5)

  /// Whether a server with these settings returns 200 for `/healthz`, or, with TLS, accepts a connection.
  static func isHealthy(_ settings: Settings) async -> Bool {
    do {
      let channel = try await connect(to: settings)
      return try await channel.executeThenClose { inbound, outbound in
        if settings.usesTLS { return true }
        try await outbound.write(
          ByteBuffer(string: "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        var response = ""
        for try await part in inbound {
          response += String(buffer: part)
          if response.contains("\r\n") { break }
        }
        return response.hasPrefix("HTTP/1.1 200")
      }
    } catch {
      return false
    }
  }

  private static func connect(to settings: Settings) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connectTimeout(timeout)
      .connect(host: host(settings), port: settings.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          _ = channel.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
          return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
        }
      }
  }

  /// The address to connect to; a server that listens on all addresses also listens on the loopback address.
  private static func host(_ settings: Settings) -> String {
    switch settings.host {
    case "0.0.0.0": "127.0.0.1"
    case "::": "::1"
    default: settings.host
    }
  }
}
