// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// In which part of the name space a name lies, which decides whether a public CA may issue for it at all.
public enum NameScope: Sendable, Hashable {
  /// Below a top-level domain of IANA's root zone.
  case delegated(topLevel: String)
  /// One label, such as `server1` or `com`.
  case singleLabel
  /// Below `.onion`: issued for under BR appendix B.
  case onion(OnionAddress)
  /// Below in-addr.arpa or ip6.arpa, where no certificate is issued since 2026-03-15 (BR 7.1.2.7.12).
  case reverseZone
  /// Below a domain that is set apart, such as `.local` or `example.com`.
  case specialUse(SpecialUseDomain)
  /// Below a top-level domain that does not exist.
  case unlisted(topLevel: String)
  /// An IP address.
  case address(IPAddress)
  /// No name that could lie anywhere.
  case unreadable

  /// Whether it is an Internal Name (BR 1.6.1): no name of the public DNS.
  public var isInternal: Bool {
    switch self {
    case .singleLabel, .unlisted: true
    case .specialUse(let domain): !TopLevelDomains.contains(String(domain.name.split(separator: ".").last ?? ""))
    case .delegated, .onion, .reverseZone, .address, .unreadable: false
    }
  }
}

extension HostName {
  /// In which part of the name space the name lies; a leading `*.` changes nothing.
  public var scope: NameScope {
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

/// What the label before `.onion` is found to be (Tor rend-spec-v3 §6; BR appendix B demands version 3).
public enum OnionAddress: Sendable, Hashable {
  /// 56 characters that hold a public key, its checksum and version 3, and agree.
  case valid
  /// A version 2 address of 16 characters; those services ended in 2021.
  case version2
  /// Another length than 56 characters.
  case wrongLength(Int)
  /// A character that is not in a–z or 2–7, at this offset in the label.
  case illegalCharacter(offset: Int)
  /// Another version than 3 in the last byte.
  case wrongVersion(UInt8)
  /// The checksum does not belong to the key: at least one character is mistyped.
  case checksumMismatch

  /// Judges a label without its `.onion`; upper case counts as lower.
  public init(label: String) {
    let characters = label.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
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
    // Without SHA-3 there is no telling; the form is right, and nothing is held against the name.
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
