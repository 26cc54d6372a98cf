// SPDX-License-Identifier: Apache-2.0

/// Names of this machine that are the same on every machine.
package enum LoopbackHost {
  /// Whether a host, with or without a port, is a loopback address or its name.
  package static func contains(_ host: String) -> Bool {
    let host = host.lowercased()
    let name: Substring
    if host.hasPrefix("[") {
      name = host.dropFirst().prefix { $0 != "]" }
    } else {
      name = host == "::1" ? host[...] : host.prefix { $0 != ":" }
    }
    return name == "localhost" || name.hasSuffix(".localhost") || name == "::1"
      || name.hasPrefix("127.") && name.allSatisfy { $0 == "." || $0.isASCII && $0.isNumber }
  }
}
