// SPDX-License-Identifier: Apache-2.0
package import CSRKitBase
internal import OpenSSLBridge

/// The part of the name space that a name belongs to, which determines whether a public CA may issue for it.
package enum NameScope: Sendable, Hashable {
  /// Below a top-level domain of IANA's root zone.
  case delegated(topLevel: String)
  /// One label, such as `server1` or `com`.
  case singleLabel
  /// Below `.onion`: certificates are issued under BR appendix B.
  case onion(OnionAddress)
  /// Below in-addr.arpa or ip6.arpa, for which no certificate is issued since 2026-03-15 (BR 7.1.2.7.12).
  case reverseZone
  /// Below a special-use domain, such as `.local` or `example.com`.
  case specialUse(SpecialUseDomain)
  /// Below a nonexistent top-level domain.
  case unlisted(topLevel: String)
  /// An IP address.
  case address(IPAddress)
  /// Not a readable name.
  case unreadable

  /// Whether it is an Internal Name (BR 1.6.1), which is not part of the public DNS.
  package var isInternal: Bool {
    switch self {
    case .singleLabel, .unlisted: true
    case .specialUse(let domain): !TopLevelDomains.contains(String(domain.name.split(separator: ".").last ?? ""))
    case .delegated, .onion, .reverseZone, .address, .unreadable: false
    }
  }
}

extension HostName {
  /// The part of the name space that the name belongs to; a leading `*.` is ignored.
  package var scope: NameScope {
    if let address { return .address(address) }
    guard let base, let topLevel = labels.last?.ascii else { return .unreadable }
    let names = labels.filter { $0.kind != .wildcard }
    guard names.count > 1 else { return names.isEmpty ? .unreadable : .singleLabel }
    if topLevel == "onion" { return .onion(OnionAddress(label: names[names.count - 2].ascii ?? "")) }
    if HostName.reverseZones.contains(where: { base == $0 || base.hasSuffix("." + $0) }) { return .reverseZone }
    if let domain = SpecialUseDomain.covering(base) { return .specialUse(domain) }
    return TopLevelDomains.contains(topLevel) ? .delegated(topLevel: topLevel) : .unlisted(topLevel: topLevel)
  }

  private static let reverseZones = ["in-addr.arpa", "ip6.arpa"]
}

/// A row of IANA's registry of special-use domain names (RFC 6761) that may occur in a request.
///
/// The reverse zones are not included: `NameScope.reverseZone` covers them.
package struct SpecialUseDomain: Sendable, Hashable {
  /// The domain in lower case; the row also applies to every name below it.
  package let name: String
  /// The document that reserved it.
  package let reference: String

  /// The date on which the table was last compared with the registry.
  package static let lastUpdated = "2025-10-09"

  /// All rows in alphabetical order.
  package static let all: [SpecialUseDomain] = [
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
  package static func covering(_ name: String) -> SpecialUseDomain? {
    all.first { name == $0.name || name.hasSuffix("." + $0.name) }
  }
}

/// The result of checking the label before `.onion` (Tor rend-spec-v3 §6; BR appendix B requires version 3).
package enum OnionAddress: Sendable, Hashable {
  /// 56 characters with a public key, version 3 and a correct checksum.
  case valid
  /// A version 2 address of 16 characters; those services ended in 2021.
  case version2
  /// A length other than 56 characters.
  case wrongLength(Int)
  /// A character outside a–z and 2–7, at this offset in the label.
  case illegalCharacter(offset: Int)
  /// A version other than 3 in the last byte.
  case wrongVersion(UInt8)
  /// A wrong checksum: at least one character is mistyped.
  case checksumMismatch

  /// Checks a label without `.onion`; case does not matter.
  package init(label: String) {
    let characters = label.utf8.map(\.asciiLowercased)
    if let offset = characters.firstIndex(where: { OnionAddress.value($0) == nil }) {
      self = .illegalCharacter(offset: offset)
      return
    }
    guard characters.count == 56 else {
      self = characters.count == 16 ? .version2 : .wrongLength(characters.count)
      return
    }
    let bytes = OnionAddress.decode(characters)
    let version = bytes[34]
    guard version == 3 else {
      self = .wrongVersion(version)
      return
    }
    let digest = SHA3.digest256(of: (Array(".onion checksum".utf8) + bytes[..<32] + [version]).span)
    // Without SHA-3 the checksum cannot be checked, so the name counts as valid.
    self = digest.map { $0[..<2] == bytes[32..<34] } ?? true ? .valid : .checksumMismatch
  }

  /// The five bits of a Base32 character (RFC 4648 §6, lower case).
  private static func value(_ character: UInt8) -> UInt8? {
    switch character {
    case 0x61...0x7A: character - 0x61
    case 0x32...0x37: character - 0x32 + 26
    default: nil
    }
  }

  private static func decode(_ characters: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var (bits, count): (UInt32, Int) = (0, 0)
    for character in characters {
      bits = bits << 5 | UInt32(value(character) ?? 0)
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
