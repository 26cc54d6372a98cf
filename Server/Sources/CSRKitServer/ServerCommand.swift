// SPDX-License-Identifier: Apache-2.0
import CSRKit
import CSRKitBase
import NIOCore
import Site
import SiteServer
import SystemBridge
import Telemetry

/// `csrkit-server`: reads its settings and serves until it receives SIGTERM or SIGINT.
@main
struct ServerCommand {
  static func main() async {
    if CommandLine.arguments.contains("--help") { return Output.print(Setting.help) }
    if CommandLine.arguments.contains("--version") { return Output.print(CSRKitVersion.text + "\n") }
    do {
      if CommandLine.arguments.dropFirst() == [PasswordCommand.flag] { return try PasswordCommand.run() }
      let settings = try Settings(arguments: CommandLine.arguments.filter { $0 != HealthCommand.flag })
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
    let log = Log(label: "csrkit-server", level: settings.logLevel)
    let configuration = try configuration(settings, log: log)
    let site = Site(
      today: { .today }, allowedOrigins: settings.allowedOrigins, sandbox: try SandboxSetup.routes(settings))
    let server = SiteServer(site, configuration, registry: MetricRegistry(), log: log)
    let signals = StopSignals()
    let listener = try await server.start()
    log.note(.notice, "listening", [("address", listener.address?.description ?? settings.host)])
    await signals.first()
    log.note(.notice, "stopping")
    try await listener.shutDown(within: .seconds(Int64(settings.shutdownTimeout)))
    // Exit without cleanup: threads that are still busy must not use libraries during their cleanup.
    if server.stopWorkers() > 0 { Process.end(status: 0) }
  }

  private static func configuration(
    _ settings: Settings, log: Log
  ) throws(SettingsError) -> SiteServer.Configuration {
    var configuration = SiteServer.Configuration()
    configuration.host = settings.host
    configuration.port = settings.port
    if let certificate = settings.certificate, let key = settings.key {
      configuration.tls = try TLSFiles(certificate: certificate, key: key).context()
    }
    configuration.isBehindProxy = settings.isBehindProxy
    configuration.showsMetrics = settings.showsMetrics
    configuration.maxConnections = ConnectionLimit.connections(wanted: settings.maxConnections, log: log)
    configuration.requestTimeout = .seconds(Int64(settings.requestTimeout))
    configuration.idleTimeout = .seconds(Int64(settings.idleTimeout))
    configuration.maxQueuedRequests = settings.maxQueuedRequests
    configuration.maxAbandonedThreads = settings.maxAbandonedThreads
    return configuration
  }
}
