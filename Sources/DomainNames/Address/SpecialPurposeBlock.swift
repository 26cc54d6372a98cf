// SPDX-License-Identifier: Apache-2.0
package import CSRKitBase

/// A row of IANA's special-purpose address registries (RFC 6890).
///
/// The Baseline Requirements treat every address in these blocks as reserved, globally reachable or not (BR 1.6.1,
/// Reserved IP Address), and prohibit certificates for it (BR 4.2.2).
package struct SpecialPurposeBlock: Sendable, Hashable {
  /// The first address.
  package let network: IPAddress
  /// The prefix length in bits.
  package let length: Int
  /// The registry's name for the block.
  package let name: String
  /// The document that the registry cites.
  package let reference: String
  /// Whether the registry lists it as globally reachable; nil for "N/A".
  package let isGloballyReachable: Bool?

  /// Whether the address is in the block.
  package func contains(_ address: IPAddress) -> Bool { address.isWithin(network, length: length) }

  /// The date of the latest change to either registry in this table.
  package static let lastUpdated = "2025-10-09"

  /// All rows in the order of the registries, IPv4 first.
  package static let all: [SpecialPurposeBlock] = rows.compactMap { row in
    IPAddress(row.network).map {
      SpecialPurposeBlock(
        network: $0, length: row.length, name: row.name, reference: row.reference,
        isGloballyReachable: row.isGloballyReachable)
    }
  }
}

extension SpecialPurposeBlock: CustomStringConvertible {
  /// The block in CIDR notation, such as `10.0.0.0/8`.
  package var description: String { "\(network)/\(length)" }
}

extension IPAddress {
  /// The narrowest special-purpose block with the address, or nil.
  package var specialPurpose: SpecialPurposeBlock? {
    SpecialPurposeBlock.all.filter { $0.contains(self) }.max { $0.length < $1.length }
  }

  /// Whether the address is a Reserved IP Address (BR 1.6.1).
  package var isReserved: Bool { SpecialPurposeBlock.all.contains { $0.contains(self) } }
}

/// The rows of the registries; a new block needs only a new row.
extension SpecialPurposeBlock {
  typealias Row = (network: String, length: Int, name: String, reference: String, isGloballyReachable: Bool?)

  static let rows: [Row] = ipv4Rows + ipv6Rows

  /// https://www.iana.org/assignments/iana-ipv4-special-registry/
  private static let ipv4Rows: [Row] = [
    ("0.0.0.0", 8, "This network", "RFC 791 §3.2", false),
    ("0.0.0.0", 32, "This host on this network", "RFC 1122 §3.2.1.3", false),
    ("10.0.0.0", 8, "Private-Use", "RFC 1918", false),
    ("100.64.0.0", 10, "Shared Address Space", "RFC 6598", false),
    ("127.0.0.0", 8, "Loopback", "RFC 1122 §3.2.1.3", false),
    ("169.254.0.0", 16, "Link Local", "RFC 3927", false),
    ("172.16.0.0", 12, "Private-Use", "RFC 1918", false),
    ("192.0.0.0", 24, "IETF Protocol Assignments", "RFC 6890 §2.1", false),
    ("192.0.0.0", 29, "IPv4 Service Continuity Prefix", "RFC 7335", false),
    ("192.0.0.8", 32, "IPv4 dummy address", "RFC 7600", false),
    ("192.0.0.9", 32, "Port Control Protocol Anycast", "RFC 7723", true),
    ("192.0.0.10", 32, "Traversal Using Relays around NAT Anycast", "RFC 8155", true),
    ("192.0.0.170", 32, "NAT64/DNS64 Discovery", "RFC 8880", false),
    ("192.0.0.171", 32, "NAT64/DNS64 Discovery", "RFC 8880", false),
    ("192.0.2.0", 24, "Documentation (TEST-NET-1)", "RFC 5737", false),
    ("192.31.196.0", 24, "AS112-v4", "RFC 7535", true),
    ("192.52.193.0", 24, "AMT", "RFC 7450", true),
    ("192.88.99.0", 24, "Deprecated (6to4 Relay Anycast)", "RFC 7526", nil),
    ("192.88.99.2", 32, "6a44-relay anycast address", "RFC 6751", false),
    ("192.168.0.0", 16, "Private-Use", "RFC 1918", false),
    ("192.175.48.0", 24, "Direct Delegation AS112 Service", "RFC 7534", true),
    ("198.18.0.0", 15, "Benchmarking", "RFC 2544", false),
    ("198.51.100.0", 24, "Documentation (TEST-NET-2)", "RFC 5737", false),
    ("203.0.113.0", 24, "Documentation (TEST-NET-3)", "RFC 5737", false),
    ("240.0.0.0", 4, "Reserved", "RFC 1112 §4", false),
    ("255.255.255.255", 32, "Limited Broadcast", "RFC 8190", false),
  ]

  /// https://www.iana.org/assignments/iana-ipv6-special-registry/
  private static let ipv6Rows: [Row] = [
    ("::1", 128, "Loopback Address", "RFC 4291", false),
    ("::", 128, "Unspecified Address", "RFC 4291", false),
    ("::ffff:0:0", 96, "IPv4-mapped Address", "RFC 4291", false),
    ("64:ff9b::", 96, "IPv4-IPv6 Translation", "RFC 6052", true),
    ("64:ff9b:1::", 48, "IPv4-IPv6 Translation", "RFC 8215", false),
    ("100::", 64, "Discard-Only Address Block", "RFC 6666", false),
    ("100:0:0:1::", 64, "Dummy IPv6 Prefix", "RFC 9780", false),
    ("2001::", 23, "IETF Protocol Assignments", "RFC 2928", false),
    ("2001::", 32, "TEREDO", "RFC 4380", nil),
    ("2001:1::1", 128, "Port Control Protocol Anycast", "RFC 7723", true),
    ("2001:1::2", 128, "Traversal Using Relays around NAT Anycast", "RFC 8155", true),
    ("2001:1::3", 128, "DNS-SD Service Registration Protocol Anycast", "RFC 9665", true),
    ("2001:2::", 48, "Benchmarking", "RFC 5180", false),
    ("2001:3::", 32, "AMT", "RFC 7450", true),
    ("2001:4:112::", 48, "AS112-v6", "RFC 7535", true),
    ("2001:10::", 28, "Deprecated (previously ORCHID)", "RFC 4843", nil),
    ("2001:20::", 28, "ORCHIDv2", "RFC 7343", true),
    ("2001:30::", 28, "Drone Remote ID Protocol Entity Tags (DETs) Prefix", "RFC 9374", true),
    ("2001:db8::", 32, "Documentation", "RFC 3849", false),
    ("2002::", 16, "6to4", "RFC 3056", nil),
    ("2620:4f:8000::", 48, "Direct Delegation AS112 Service", "RFC 7534", true),
    ("3fff::", 20, "Documentation", "RFC 9637", false),
    ("5f00::", 16, "Segment Routing (SRv6) SIDs", "RFC 9602", false),
    ("fc00::", 7, "Unique-Local", "RFC 4193", false),
    ("fe80::", 10, "Link-Local Unicast", "RFC 4291", false),
  ]
}
