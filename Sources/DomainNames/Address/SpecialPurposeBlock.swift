// SPDX-License-Identifier: Apache-2.0

/// A row of IANA's special-purpose address registries (RFC 6890).
///
/// The Baseline Requirements call every address in one of these blocks reserved, reachable or not (BR 1.6.1, Reserved
/// IP Address), and forbid certificates for it (BR 4.2.2).
public struct SpecialPurposeBlock: Sendable, Hashable {
  /// The first address.
  public let network: IPAddress
  /// The number of leading bits that the block's addresses share.
  public let length: Int
  /// The registry's name for the block.
  public let name: String
  /// The document that the registry cites.
  public let reference: String
  /// Whether the registry says that packets reach it across networks; nil where it says "N/A".
  public let isGloballyReachable: Bool?

  /// Whether the address lies in the block.
  public func contains(_ address: IPAddress) -> Bool { address.isWithin(network, length: length) }

  /// When IANA had last changed either registry before the table was written.
  public static let lastUpdated = "2025-10-09"

  /// All rows, IPv4 first, in the registries' order.
  public static let all: [SpecialPurposeBlock] = rows.compactMap { row in
    IPAddress(row.network).map {
      SpecialPurposeBlock(
        network: $0, length: row.length, name: row.name, reference: row.reference,
        isGloballyReachable: row.isGloballyReachable)
    }
  }
}

extension SpecialPurposeBlock: CustomStringConvertible {
  /// The block in CIDR notation, such as `10.0.0.0/8`.
  public var description: String { "\(network)/\(length)" }
}

extension IPAddress {
  /// The narrowest special-purpose block around the address, or nil for an ordinary address.
  public var specialPurpose: SpecialPurposeBlock? {
    SpecialPurposeBlock.all.filter { $0.contains(self) }.max { $0.length < $1.length }
  }

  /// Whether the address is a Reserved IP Address (BR 1.6.1).
  public var isReserved: Bool { SpecialPurposeBlock.all.contains { $0.contains(self) } }
}
