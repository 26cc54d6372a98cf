// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// One name of an order to validate: a host name, a wildcard or an IP address.
///
/// ``ascii`` is safe in a URL, a zone file and a server configuration: it has only letters, digits, `-`, `_`, `.`, and
/// `:` for IPv6. Whether the CA accepts the name is not checked here.
public struct ValidationName: Sendable, Hashable {
  /// The kind of name.
  public enum Kind: Sendable, Hashable {
    /// A host name.
    case host
    /// A wildcard: `*.` followed by a host name.
    case wildcard
    /// An IPv4 address.
    case ipv4
    /// An IPv6 address.
    case ipv6
  }

  /// The name in lower-case A-labels, with `*.` for a wildcard, or the IP address.
  public let ascii: String
  /// The name in U-labels for display; equal to ``ascii`` if there is no other form.
  public let unicode: String
  /// The kind of name.
  public let kind: Kind

  /// Parses a name in A-labels; removes one trailing dot and converts to lower case.
  ///
  /// - Parameter unicode: the same name in U-labels, if known.
  /// - Throws: ``NameError`` if it is neither a valid DNS name (RFC 1035 §2.3.4) nor a valid IP address.
  public init(_ ascii: String, unicode: String? = nil) throws(NameError) {
    var text = ascii.lowercased()
    if text.utf8.contains(UInt8(ascii: ":")) {
      guard IPAddress(text)?.family == .v6 else { throw .address(ascii) }
      kind = .ipv6
    } else if IPAddress.looksLikeIPv4(text) {
      guard IPAddress(text)?.family == .v4 else { throw .address(ascii) }
      kind = .ipv4
    } else {
      if text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
      let isWildcard = text.hasPrefix("*.")
      try DomainText.check(isWildcard ? text.dropFirst(2) : text[...])
      kind = isWildcard ? .wildcard : .host
    }
    self.ascii = text
    self.unicode = unicode ?? text
  }

  /// The host: the name without the `*.` of a wildcard.
  public var host: String { kind == .wildcard ? String(ascii.dropFirst(2)) : ascii }

  /// Whether it is an IP address.
  public var isAddress: Bool { kind == .ipv4 || kind == .ipv6 }

  /// The host as in a URL, with an IPv6 address in brackets (RFC 3986 §3.2.2).
  public var urlHost: String { kind == .ipv6 ? "[\(ascii)]" : host }

  /// Whether it is a .onion name, which is not in the DNS (RFC 7686).
  public var isOnion: Bool { !isAddress && ascii.hasSuffix(".onion") }
}

/// Why a string is not a valid name.
public enum NameError: Error, Sendable, Hashable {
  /// The name or a label is empty.
  case emptyLabel
  /// A label has more than 63 octets.
  case labelTooLong(octets: Int)
  /// The name has more than 253 octets.
  case nameTooLong(octets: Int)
  /// An octet is not allowed in host names.
  case octet(UInt8, offset: Int)
  /// The string looks like an IP address but is not valid.
  case address(String)
}

extension NameError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  public var description: String {
    switch self {
    case .emptyLabel: "the name has an empty label"
    case .labelTooLong(let octets): "a label has \(octets) octets; the maximum is 63 (RFC 1035 §2.3.4)"
    case .nameTooLong(let octets): "the name has \(octets) octets; the maximum is 253 (RFC 1035 §2.3.4)"
    case .octet(let octet, let offset):
      "octet \(offset) is 0x\(String(octet, radix: 16)), which is not allowed in a host name (RFC 1123 §2.1)"
    case .address(let text): "\(text.debugDescription) looks like an IP address but is not valid"
    }
  }
}
