// SPDX-License-Identifier: Apache-2.0

/// A row of IANA's registry of special-use domain names (RFC 6761), as far as a request can meet it.
///
/// The reverse zones are not here: `NameScope.reverseZone` has a rule of its own.
public struct SpecialUseDomain: Sendable, Hashable {
  /// The domain, lower case; the row speaks for every name below it too.
  public let name: String
  /// The document that set it apart.
  public let reference: String

  /// When the table was last held against the registry.
  public static let lastUpdated = "2025-10-09"

  /// All rows in alphabetical order.
  public static let all: [SpecialUseDomain] = [
    SpecialUseDomain(name: "alt", reference: "RFC 9476"),
    SpecialUseDomain(name: "example", reference: "RFC 6761 §6.5"),
    SpecialUseDomain(name: "example.com", reference: "RFC 6761 §6.5"),
    SpecialUseDomain(name: "example.net", reference: "RFC 6761 §6.5"),
    SpecialUseDomain(name: "example.org", reference: "RFC 6761 §6.5"),
    SpecialUseDomain(name: "home.arpa", reference: "RFC 8375"),
    SpecialUseDomain(name: "internal", reference: "ICANN Board resolution 2024.07.29.06"),
    SpecialUseDomain(name: "invalid", reference: "RFC 6761 §6.4"),
    SpecialUseDomain(name: "ipv4only.arpa", reference: "RFC 8880"),
    SpecialUseDomain(name: "local", reference: "RFC 6762"),
    SpecialUseDomain(name: "localhost", reference: "RFC 6761 §6.3"),
    SpecialUseDomain(name: "onion", reference: "RFC 7686"),
    SpecialUseDomain(name: "resolver.arpa", reference: "RFC 9462"),
    SpecialUseDomain(name: "service.arpa", reference: "RFC 9665"),
    SpecialUseDomain(name: "test", reference: "RFC 6761 §6.2"),
  ]

  /// The row that covers a lower-case name in ASCII, or nil.
  public static func covering(_ name: String) -> SpecialUseDomain? {
    all.first { name == $0.name || name.hasSuffix("." + $0.name) }
  }
}
