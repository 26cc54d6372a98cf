// SPDX-License-Identifier: Apache-2.0

/// One name of an order as validation sees it: a host, a wildcard or an IP address.
///
/// Every text in here is safe in a URL, a zone line and a server's configuration: letters, digits, `-`, `_`, `.`,
/// for IPv6 also `:`. Whether the CA takes the name is not asked here.
public struct ValidationName: Sendable, Hashable {
  /// What kind of name it is.
  public enum Kind: Sendable, Hashable {
    /// A host name.
    case host
    /// A wildcard: `*.` and a host name.
    case wildcard
    /// An IPv4 address.
    case ipv4
    /// An IPv6 address.
    case ipv6
  }

  /// The name in A-labels and lower case, or the address; `*.` leads a wildcard.
  public let ascii: String
  /// The name in U-labels for people, equal to ``ascii`` when there is no other form.
  public let unicode: String
  /// What kind of name it is.
  public let kind: Kind

  /// Reads a name in A-labels; one trailing dot is taken away, letters are folded to lower case.
  ///
  /// - Parameter unicode: the same name in U-labels, where the caller knows it.
  /// - Throws: ``NameError`` when it could not stand in the DNS (RFC 1035 §2.3.4) or is no address.
  public init(_ ascii: String, unicode: String? = nil) throws(NameError) {
    var text = ascii.lowercased()
    if text.utf8.contains(UInt8(ascii: ":")) {
      guard IPAddressText.isIPv6(text) else { throw .address(ascii) }
      kind = .ipv6
    } else if IPAddressText.looksLikeIPv4(text) {
      guard IPAddressText.isIPv4(text) else { throw .address(ascii) }
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

  /// The host that is proven: the name without a wildcard's `*.`.
  public var host: String { kind == .wildcard ? String(ascii.dropFirst(2)) : ascii }

  /// Whether it is an IP address.
  public var isAddress: Bool { kind == .ipv4 || kind == .ipv6 }

  /// The host as it stands in a URL; an IPv6 address in brackets (RFC 3986 §3.2.2).
  public var urlHost: String { kind == .ipv6 ? "[\(ascii)]" : host }

  /// Whether it is a .onion name, which the DNS does not know (RFC 7686).
  public var isOnion: Bool { !isAddress && ascii.hasSuffix(".onion") }
}

/// Why a text is no name that can be validated.
public enum NameError: Error, Sendable, Hashable {
  /// There is no name, or a label is empty.
  case emptyLabel
  /// A label has more than 63 octets.
  case labelTooLong(octets: Int)
  /// The name has more than 253 octets.
  case nameTooLong(octets: Int)
  /// An octet that stands in no host name.
  case octet(UInt8, offset: Int)
  /// The text has the form of an IP address and is none.
  case address(String)
}

extension NameError: CustomStringConvertible {
  /// What is wrong, without a full stop.
  public var description: String {
    switch self {
    case .emptyLabel: "the name has an empty label"
    case .labelTooLong(let octets): "a label has \(octets) octets, at most 63 are possible (RFC 1035 §2.3.4)"
    case .nameTooLong(let octets): "the name has \(octets) octets, at most 253 are possible (RFC 1035 §2.3.4)"
    case .octet(let octet, let offset):
      "octet \(offset) is 0x\(String(octet, radix: 16)), which stands in no host name (RFC 1123 §2.1)"
    case .address(let text): "\(text.debugDescription) looks like an IP address and is none"
    }
  }
}
