// SPDX-License-Identifier: Apache-2.0

/// The parts of an HTTP URL that a connection needs.
package struct WebAddress: Hashable {
  package let url: String
  package let isSecure: Bool
  /// The host as written in the URL, in lower case; an IPv6 address in brackets.
  package let host: String
  package let port: Int

  /// Reads a URL; nil when it is not HTTP or HTTPS, or its host or port is invalid.
  package init?(_ url: String) {
    guard url.utf8.count <= 2048, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    let lower = url.lowercased()
    guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else { return nil }
    let rest = lower.dropFirst(scheme.count)
    let authority = rest.prefix { !"/?#\\".contains($0) }
    guard !authority.isEmpty, !authority.contains("@") else { return nil }
    var (host, port) = (authority, authority[authority.endIndex...])
    if let close = authority.lastIndex(of: "]") {
      host = authority[...close]
      port = authority[authority.index(after: close)...]
    } else if let colon = authority.lastIndex(of: ":") {
      host = authority[..<colon]
      port = authority[colon...]
    }
    isSecure = scheme == "https://"
    let usual = isSecure ? 443 : 80
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    guard !host.isEmpty, isBracketed || !host.contains(where: { "[]:".contains($0) }) else { return nil }
    guard port.isEmpty || port.hasPrefix(":"), let number = port.isEmpty ? usual : Int(port.dropFirst()),
      (1...65535).contains(number)
    else {
      return nil
    }
    self.url = url
    self.host = String(host)
    self.port = number
  }

  /// The host without an IPv6 address's brackets.
  package var bareHost: String { host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host }

  /// Whether the CA connects to such a port for this scheme (BR 3.2.2.4.18, Authorized Ports).
  package var isUsualPort: Bool { port == (isSecure ? 443 : 80) }
}
