// SPDX-License-Identifier: Apache-2.0
import SiteServer
import Telemetry

/// The validated settings of the server.
struct Settings: Sendable {
  let host: String
  let port: Int
  let certificate: String?
  let key: String?
  let isBehindProxy: Bool
  let allowedOrigins: [String]
  let maxConnections: Int
  let requestTimeout: Int
  let idleTimeout: Int
  let maxQueuedRequests: Int
  let maxAbandonedThreads: Int
  let shutdownTimeout: Int
  /// The accounts file of the sandbox; nil if it does not accept orders.
  let accounts: String?
  let ledger: String
  /// Whether orders require TLS.
  let ordersNeedTLS: Bool
  let showsMetrics: Bool
  let logLevel: Log.Level

  /// Whether the server terminates TLS itself.
  var usesTLS: Bool { certificate != nil }

  /// Reads the options, the environment and the file, in this order of precedence.
  init(arguments: [String]) throws(SettingsError) { try self.init(SettingValues(arguments: arguments)) }

  private init(_ reader: SettingValues) throws(SettingsError) {
    host = try reader.text("host") ?? "127.0.0.1"
    port = try reader.number("port", 0...65_535) ?? 8_080
    certificate = try reader.text("tls.certificate")
    key = try reader.text("tls.key")
    isBehindProxy = try reader.flag("behindProxy") ?? false
    allowedOrigins = (try reader.text("allowOrigins") ?? "").split(separator: ",").map { origin in
      String(origin.drop { $0 == " " }.prefix { $0 != " " })
    }
    maxConnections = try reader.number("maxConnections", 1...1_000_000) ?? 12_000
    requestTimeout = try reader.number("requestTimeout", 1...3_600) ?? 30
    idleTimeout = try reader.number("idleTimeout", 1...3_600) ?? 30
    maxQueuedRequests = try reader.number("maxQueuedRequests", 1...1_000_000) ?? 1_024
    maxAbandonedThreads = try reader.number("maxAbandonedThreads", 1...1_000) ?? 64
    shutdownTimeout = try reader.number("shutdownTimeout", 0...3_600) ?? 10
    accounts = try reader.text("sandbox.accounts")
    ledger = try reader.text("sandbox.ledger") ?? "csrkit-sandbox.sqlite"
    ordersNeedTLS = try reader.flag("sandbox.tlsOnly") ?? false
    showsMetrics = try reader.flag("metrics") ?? true
    let level = try reader.text("logLevel") ?? "info"
    guard let known = Log.Level(rawValue: level) else {
      throw SettingsError("logLevel must be one of debug, info, notice, warning, error")
    }
    logLevel = known
    guard (certificate == nil) == (key == nil) else {
      throw SettingsError("TLS requires both --tls-certificate and --tls-key")
    }
    guard usesTLS || isBehindProxy || LoopbackHost.contains(host) else {
      throw SettingsError(
        "\(host) is not a loopback address: set --tls-certificate and --tls-key, or --behind-proxy true if a proxy terminates TLS"
      )
    }
  }
}
