// SPDX-License-Identifier: Apache-2.0

/// Relations of domain names in lower case without a trailing dot.
enum DomainText {
  /// The maximum length of a name in text form, in octets, without the trailing dot (RFC 1035 §2.3.4).
  static let maximumOctets = 253

  /// Whether `name` is `domain` or a subdomain of it.
  static func isWithin(_ name: some StringProtocol, _ domain: some StringProtocol) -> Bool {
    let (long, short) = (name.utf8.count, domain.utf8.count)
    guard long > short else { return name == domain }
    guard name.hasSuffix(domain) else { return false }
    return name.utf8[name.utf8.index(name.utf8.startIndex, offsetBy: long - short - 1)] == UInt8(ascii: ".")
  }

  /// The host and its parents up to and including `last`; empty if the host is not within `last`.
  static func path(from host: String, downTo last: String) -> [String] {
    guard !last.isEmpty, isWithin(host, last) else { return [] }
    var path: [String] = []
    var rest = host[...]
    while rest.utf8.count > last.utf8.count {
      path.append(String(rest))
      guard let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) else { break }
      rest = rest[rest.utf8.index(after: dot)...]
    }
    path.append(last)
    return path
  }
}
