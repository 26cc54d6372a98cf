// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Syntax of domain names in the DNS (RFC 1035 §2.3.4).
enum DomainText {
  /// The maximum length of a name in text form, in octets, without the trailing dot.
  static let maximumOctets = 253

  /// Checks lengths and octets of a name in lower case without a trailing dot.
  static func check(_ name: Substring) throws(NameError) {
    let count = name.utf8.count
    guard count <= maximumOctets else { throw .nameTooLong(octets: count) }
    var label = 0
    for (offset, octet) in name.utf8.enumerated() {
      switch octet {
      case UInt8(ascii: "."):
        guard label > 0 else { throw .emptyLabel }
        label = 0
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        label += 1
        guard label <= 63 else { throw .labelTooLong(octets: label) }
      default:
        throw .octet(octet, offset: offset)
      }
    }
    guard label > 0 else { throw .emptyLabel }
  }

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

extension IPAddress {
  /// Whether a text can only be an IPv4 address: its last label is numeric, which no top-level domain is
  /// (RFC 1123 §2.1).
  static func looksLikeIPv4(_ text: String) -> Bool {
    guard let last = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).last else {
      return false
    }
    return !last.isEmpty && last.allSatisfy(\.isASCIIDigit)
  }
}
