// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import Logging
import NIOCore
import ServiceLifecycle
import Site
import SiteServer
import SystemBridge
import Telemetry
import UnixSignals

/// `csrkit-server`: reads its settings and serves until it receives SIGTERM or SIGINT.
@main
struct ServerCommand {
  static func main() async {
    if CommandLine.arguments.contains("--help") { return Output.print(Setting.help) }
    if CommandLine.arguments.contains("--version") { return Output.print(CSRKitVersion.text + "\n") }
    do {
      if CommandLine.arguments.dropFirst() == [PasswordCommand.flag] { return try PasswordCommand.run() }
      let settings = try await Settings(arguments: CommandLine.arguments.filter { $0 != HealthCommand.flag })
      if CommandLine.arguments.contains(HealthCommand.flag) {
        Process.end(status: await HealthCommand.isHealthy(settings) ? 0 : 1)
      }
      try await serve(settings)
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
    LoggingSystem.bootstrap { JSONLogHandler(label: $0, level: settings.logLevel) }
    let logger = Logger(label: "csrkit-server")
    let configuration = try configuration(settings, logger: logger)
    let site = Site(
      today: { .today }, allowedOrigins: settings.allowedOrigins, sandbox: try SandboxSetup.routes(settings))
    let server = SiteServer(site, configuration, registry: PrometheusRegistry(), logger: logger)
    let listener = try server.listener { channel in
      logger.notice("listening", metadata: ["address": "\(channel.localAddress?.description ?? settings.host)"])
    }
    var group = ServiceGroupConfiguration(
      services: [listener], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(settings.shutdownTimeout)
    try await ServiceGroup(configuration: group).run()
    // Exit without cleanup: threads that are still busy must not use libraries during their cleanup.
    if server.stopWorkers() > 0 { Process.end(status: 0) }
  }

  private static func configuration(_ settings: Settings, logger: Logger) throws -> SiteServer.Configuration {
    var configuration = SiteServer.Configuration()
    configuration.host = settings.host
    configuration.port = settings.port
    if let certificate = settings.certificate, let key = settings.key {
      configuration.tls = try TLSFiles(certificate: certificate, key: key).configuration()
    }
    configuration.isBehindProxy = settings.isBehindProxy
    configuration.showsMetrics = settings.showsMetrics
    configuration.maxConnections = ConnectionLimit.connections(wanted: settings.maxConnections, logger: logger)
    configuration.requestTimeout = .seconds(Int64(settings.requestTimeout))
    configuration.idleTimeout = .seconds(Int64(settings.idleTimeout))
    configuration.maxQueuedRequests = settings.maxQueuedRequests
    configuration.maxAbandonedThreads = settings.maxAbandonedThreads
    return configuration
  }
}
