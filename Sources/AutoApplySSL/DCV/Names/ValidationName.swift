// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

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

  /// Reads a name in A-labels or U-labels, or an IP address; removes one trailing dot.
  ///
  /// - Throws: ``NameError`` if it is neither a DNS name, in which underscores are allowed, nor an IP address.
  package init(_ text: String) throws(NameError) {
    let host = HostName(text)
    if let address = host.address {
      ascii = address.description
      unicode = ascii
      kind = address.family == .v4 ? .ipv4 : .ipv6
      return
    }
    if let fault = host.faults.first(where: \.isFatal) { throw NameError(description: fault.description) }
    guard host.wildcard == .none || host.wildcard == .leftmost else {
      throw NameError(description: "only the first label of a name can be an asterisk")
    }
    guard let name = host.ascii, name.utf8.allSatisfy(ValidationName.isSafe) else {
      throw NameError(description: host.faults.first?.description ?? "the name has no ASCII form")
    }
    ascii = name
    unicode = host.unicode
    kind = host.wildcard == .leftmost ? .wildcard : .host
  }

  private static func isSafe(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "*"): true
    default: false
    }
  }

  /// The host: the name without the `*.` of a wildcard.
  public var host: String { kind == .wildcard ? String(ascii.dropFirst(2)) : ascii }

  /// Whether it is an IP address.
  package var isAddress: Bool { kind == .ipv4 || kind == .ipv6 }

  /// The host as in a URL, with an IPv6 address in brackets (RFC 3986 §3.2.2).
  package var urlHost: String { kind == .ipv6 ? "[\(ascii)]" : host }

  /// Whether it is a .onion name, which is not in the DNS (RFC 7686).
  package var isOnion: Bool { !isAddress && ascii.hasSuffix(".onion") }
}

extension HostNameFault {
  /// Whether the name must be corrected before it can be validated, because it is not a DNS name.
  fileprivate var isFatal: Bool {
    switch kind {
    case .trailingDot, .unicodeLabel, .underscore, .space: false
    default: true
    }
  }
}

/// Why a text is not a name to validate.
public struct NameError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason, without a full stop.
  public let description: String
}
