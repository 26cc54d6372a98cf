// SPDX-License-Identifier: Apache-2.0

/// One setting of the server: the same name as a flag, in the environment and in the file.
struct Setting: Sendable {
  /// The key of the file; `tls.certificate` is `--tls-certificate` and `CSRKIT_TLS_CERTIFICATE`.
  let key: String
  /// What stands behind the flag in the help text.
  let placeholder: String
  /// What it does, with its default.
  let help: String

  /// The flag.
  var flag: String { "--" + Setting.words(key).joined(separator: "-") }
  /// The variable of the environment.
  var variable: String { "CSRKIT_" + Setting.words(key).joined(separator: "_").uppercased() }

  private static func words(_ key: String) -> [String] {
    var words = [""]
    for character in key {
      if character == "." {
        words.append("")
      } else if character.isUppercase {
        words.append(character.lowercased())
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words
  }

  static let all: [Setting] = [
    Setting(key: "host", placeholder: "ADDRESS", help: "where to listen (127.0.0.1)"),
    Setting(key: "port", placeholder: "NUMBER", help: "the port; 0 takes a free one (8080)"),
    Setting(key: "tls.certificate", placeholder: "FILE", help: "the certificate and its chain in PEM"),
    Setting(key: "tls.key", placeholder: "FILE", help: "the certificate's private key in PEM"),
    Setting(
      key: "behindProxy", placeholder: "true|false",
      help:
        "a proxy before this server speaks TLS: listen in the clear on any address, believe X-Forwarded-Proto (false)"),
    Setting(
      key: "allowOrigins", placeholder: "ORIGIN,…",
      help: "origins whose pages may call the API; * is any (none)"),
    Setting(key: "maxConnections", placeholder: "NUMBER", help: "connections at a time (12000)"),
    Setting(
      key: "requestTimeout", placeholder: "SECONDS", help: "from a request's head until its answer is ready (30)"),
    Setting(
      key: "idleTimeout", placeholder: "SECONDS",
      help: "until a connection is closed that is idle or does not take its answer (30)"),
    Setting(
      key: "maxQueuedRequests", placeholder: "NUMBER",
      help: "requests that wait for a worker thread; more get 503 (1024)"
    ),
    Setting(
      key: "maxAbandonedThreads", placeholder: "NUMBER",
      help: "threads stuck in requests that do not end, from which on /healthz answers 503 (64)"),
    Setting(key: "shutdownTimeout", placeholder: "SECONDS", help: "for open requests after SIGTERM (10)"),
    Setting(
      key: "sandbox.accounts", placeholder: "FILE",
      help: "the accounts of the sandbox in JSON; without it /products/!AutoApplySSL is not there"),
    Setting(
      key: "sandbox.ledger", placeholder: "LOCATION",
      help: "its orders: a SQLite file, or a postgres:// URI, with a password not as a flag (csrkit-sandbox.sqlite)"),
    Setting(
      key: "sandbox.tlsOnly", placeholder: "true|false",
      help: "whether an order without TLS is answered with -1, as the CA does (false)"),
    Setting(key: "metrics", placeholder: "true|false", help: "whether /metrics answers (true)"),
    Setting(
      key: "logLevel", placeholder: "LEVEL",
      help: "debug, info, notice, warning or error; info tells each request (info)"),
  ]

  /// The flag that names the file.
  static let configFlag = "--config"

  static var help: String {
    var text = """
      csrkit-server serves a page, a JSON API and health checks for certificate signing requests.

      USAGE: csrkit-server [--config FILE] [SETTING]…

      Each setting is a flag, a variable of the environment, or a key of the JSON file, in that order of precedence.


      """
    for setting in all {
      text += "  \(setting.flag) \(setting.placeholder)  (\(setting.variable))\n      \(setting.help)\n"
    }
    return text + """
        \(configFlag) FILE  (CSRKIT_CONFIG)
            the JSON file; dots in keys are nested objects

      csrkit-server \(PasswordCommand.flag) reads a password and prints its hash for the accounts file.

      """
  }
}
