// SPDX-License-Identifier: Apache-2.0

/// One setting of the server: an option, an environment variable and a key of the file, with matching names.
struct Setting: Sendable {
  /// The key of the file; `tls.certificate` is `--tls-certificate` and `CSRKIT_TLS_CERTIFICATE`.
  let key: String
  /// The placeholder of the value in the help text.
  let placeholder: String
  /// The description in the help text, with the default in parentheses.
  let help: String

  /// The option.
  var flag: String { "--" + Setting.words(key).joined(separator: "-") }
  /// The environment variable.
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
    Setting(key: "host", placeholder: "ADDRESS", help: "address to listen on (127.0.0.1)"),
    Setting(key: "port", placeholder: "NUMBER", help: "port to listen on; 0 chooses a free one (8080)"),
    Setting(key: "tls.certificate", placeholder: "FILE", help: "certificate chain in PEM"),
    Setting(key: "tls.key", placeholder: "FILE", help: "private key of the certificate in PEM"),
    Setting(
      key: "behindProxy", placeholder: "true|false",
      help: "a proxy terminates TLS: trust X-Forwarded-Proto, allow any host (false)"),
    Setting(
      key: "allowOrigins", placeholder: "ORIGIN,…",
      help: "origins from which browsers may call the API; * allows any (none)"),
    Setting(key: "maxConnections", placeholder: "NUMBER", help: "maximum number of open connections (12000)"),
    Setting(
      key: "requestTimeout", placeholder: "SECONDS",
      help: "time limit for a request, from its header to the response (30)"),
    Setting(
      key: "idleTimeout", placeholder: "SECONDS",
      help: "time limit for idle connections and for sending a response (30)"),
    Setting(
      key: "maxQueuedRequests", placeholder: "NUMBER",
      help: "maximum number of requests waiting for a thread; others get 503 (1024)"),
    Setting(
      key: "maxAbandonedThreads", placeholder: "NUMBER",
      help: "number of threads stuck in requests at which /healthz returns 503 (64)"),
    Setting(key: "shutdownTimeout", placeholder: "SECONDS", help: "time limit for open requests after SIGTERM (10)"),
    Setting(
      key: "sandbox.accounts", placeholder: "FILE",
      help: "accounts in JSON; without them /products/!AutoApplySSL is disabled"),
    Setting(
      key: "sandbox.ledger", placeholder: "LOCATION",
      help: """
        orders: a SQLite file, or a postgres:// URI, which must not be passed as
        an option if it has a password (csrkit-sandbox.sqlite)
        """),
    Setting(
      key: "sandbox.tlsOnly", placeholder: "true|false",
      help: "refuse orders without TLS with -1, like the CA (false)"),
    Setting(key: "metrics", placeholder: "true|false", help: "serve /metrics (true)"),
    Setting(
      key: "logLevel", placeholder: "LEVEL",
      help: "debug, info, notice, warning or error; info logs every request (info)"),
  ]

  /// The option for the settings file.
  static let configFlag = "--config"
  /// The environment variable for the settings file.
  static let configVariable = "CSRKIT_CONFIG"

  static var help: String {
    var text = """
      Check certificate signing requests on a web page and with a JSON API.

      USAGE: csrkit-server [--config FILE] [SETTING]…

      Each setting is an option, an environment variable or a key of the JSON file,
      in this order of precedence. Defaults are in parentheses.


      """
    for setting in all {
      let help = setting.help.replacing("\n", with: "\n      ")
      text += "  \(setting.flag) \(setting.placeholder)  (\(setting.variable))\n      \(help)\n"
    }
    return text + """
        \(configFlag) FILE  (\(configVariable))
            JSON file with settings; keys with a dot are nested objects

      csrkit-server \(HealthCommand.flag) asks the server with the same settings for its
      health; the exit status is 0 if it is healthy, otherwise 1.

      csrkit-server \(PasswordCommand.flag) reads a password from standard input and prints
      its hash for the accounts file.

      """
  }
}
