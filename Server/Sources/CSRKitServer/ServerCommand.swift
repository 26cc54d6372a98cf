// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import HummingbirdCore
import HummingbirdTLS
import Logging
import Metrics
import NIOCore
import NIOPosix
import ServiceLifecycle
import Site
import SystemBridge
import Telemetry
import UnixSignals

/// `csrkit-server`: reads its settings, and serves until it is told to stop.
@main
struct ServerCommand {
  static func main() async {
    if CommandLine.arguments.contains("--help") { return Output.print(Setting.help) }
    do {
      if CommandLine.arguments.dropFirst() == [PasswordCommand.flag] { return try PasswordCommand.run() }
      try await serve(try await Settings(arguments: CommandLine.arguments))
    } catch let error as SettingsError {
      Output.error(error.description)
      Output.hint("csrkit-server --help lists the settings")
      Process.end(status: 64)
    } catch {
      Output.error("the server stopped: \(error)")
      Process.end(status: 70)
    }
  }

  private static func serve(_ settings: Settings) async throws {
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    LoggingSystem.bootstrap { JSONLogHandler(label: $0, level: settings.logLevel) }
    let logger = Logger(label: "csrkit-server")
    let site = Site(
      today: { CalendarDate(daysSinceEpoch: Process.secondsSinceEpoch / 86_400) },
      allowedOrigins: settings.allowedOrigins, sandbox: try SandboxSetup.routes(settings))
    let connections = ConnectionLimit.connections(wanted: settings.maxConnections, logger: logger)
    let service = SiteService(
      site: site, usesTLS: settings.usesTLS, isBehindProxy: settings.isBehindProxy,
      registry: settings.showsMetrics ? registry : nil,
      observer: RequestObserver(paths: site.paths + [SiteService.metricsPath], logger: logger),
      requestTimeout: .seconds(Int64(settings.requestTimeout)), idleTimeout: .seconds(Int64(settings.idleTimeout)))
    let server = try channel(SiteChannel(service: service), settings).server(
      configuration: ServerConfiguration(
        address: .hostname(settings.host, port: settings.port), backlog: 4_096,
        availableConnectionsDelegate: MaximumAvailableConnections(connections)),
      onServerRunning: { channel in
        logger.notice("listening", metadata: ["address": "\(channel.localAddress?.description ?? settings.host)"])
      },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
    var configuration = ServiceGroupConfiguration(
      services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(settings.shutdownTimeout)
    try await ServiceGroup(configuration: configuration).run()
  }

  private static func channel(_ plain: SiteChannel, _ settings: Settings) throws -> any ServerChildChannel {
    guard let certificate = settings.certificate, let key = settings.key else { return plain }
    return try TLSChannel(plain, tlsConfiguration: try TLSFiles(certificate: certificate, key: key).configuration())
  }
}
