// SPDX-License-Identifier: Apache-2.0
import Configuration
import Logging
import SystemBridge
import SystemPackage

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
  let logLevel: Logger.Level

  /// Whether the server terminates TLS itself.
  var usesTLS: Bool { certificate != nil }

  /// Reads the options, the environment and the file, in this order of precedence.
  init(arguments: [String]) async throws {
    try Settings.check(arguments)
    let flags = CommandLineArgumentsProvider(arguments: arguments)
    let environment = EnvironmentVariablesProvider().prefixKeys(with: "csrkit")
    var providers: [any ConfigProvider] = [flags, environment]
    if let file = ConfigReader(providers: providers).string(forKey: "config") {
      do {
        providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
        try SettingsFile.check(file)
      } catch let error as SettingsError {
        throw error
      } catch {
        throw SettingsError("the settings file \(file) cannot be read as a JSON object")
      }
    }
    try self.init(SettingReader(ConfigReader(providers: providers)))
  }

  private init(_ reader: SettingReader) throws(SettingsError) {
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
    guard let known = Logger.Level(rawValue: level) else {
      throw SettingsError("logLevel must be one of debug, info, notice, warning, error")
    }
    logLevel = known
    guard (certificate == nil) == (key == nil) else {
      throw SettingsError("TLS requires both --tls-certificate and --tls-key")
    }
    guard usesTLS || isBehindProxy || Settings.isLoopback(host) else {
      throw SettingsError(
        "\(host) is not a loopback address: set --tls-certificate and --tls-key, or --behind-proxy true if a proxy terminates TLS"
      )
    }
  }

  /// Rejects unknown and repeated options: a misspelled limit would otherwise have no effect.
  private static func check(_ arguments: [String]) throws(SettingsError) {
    let known = Set(Setting.all.map(\.flag) + [Setting.configFlag])
    var given: Set<String> = []
    var expectsValue = false
    for argument in arguments.dropFirst() {
      if argument.hasPrefix("--") {
        let name = String(argument.prefix { $0 != "=" })
        guard known.contains(name) else { throw SettingsError("unknown option \(name)") }
        guard given.insert(name).inserted else { throw SettingsError("\(name) is given twice") }
        expectsValue = name == argument
      } else {
        guard expectsValue else { throw SettingsError("unexpected argument \(argument)") }
        expectsValue = false
      }
    }
    if expectsValue { throw SettingsError("the last option requires a value") }
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1"
      || host.hasPrefix("127.") && host.allSatisfy { $0 == "." || $0.isASCII && $0.isNumber }
  }
}
