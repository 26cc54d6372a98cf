// SPDX-License-Identifier: Apache-2.0

/// An IPv4 or IPv6 address.
public struct IPAddress: Sendable, Hashable {
  /// The two versions of the protocol.
  public enum Family: UInt8, Sendable, Hashable, CaseIterable {
    case v4, v6

    /// The length of an address in bits.
    public var bits: Int { self == .v4 ? 32 : 128 }
  }

  /// The version of the protocol.
  public let family: Family
  /// The address as a number; an IPv4 address fills the low 32 bits.
  public let value: UInt128

  init(family: Family, value: UInt128) {
    self.family = family
    self.value = value
  }

  /// The address of an iPAddress name: 4 or 16 octets in network order, else nil (RFC 5280 §4.2.1.6).
  public init?(octets: Span<UInt8>) {
    switch octets.count {
    case 4: family = .v4
    case 16: family = .v6
    default: return nil
    }
    var number: UInt128 = 0
    for index in 0..<octets.count { number = number << 8 | UInt128(octets[index]) }
    value = number
  }

  /// The 4 or 16 octets in network order.
  public var octets: [UInt8] {
    stride(from: family.bits - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt128($0)) }
  }

  /// Whether the first `length` bits are those of `network`; false across families.
  public func isWithin(_ network: IPAddress, length: Int) -> Bool {
    guard family == network.family, (0...family.bits).contains(length) else { return false }
    return (value ^ network.value) >> UInt128(family.bits - length) == 0
  }

  /// Whether many hosts answer to it: 224.0.0.0/4 or ff00::/8. No certificate can name such an address.
  public var isMulticast: Bool {
    family == .v4 ? value >> 28 == 0xE : value >> 120 == 0xFF
  }

  /// The IPv4 address inside ::ffff:0:0/96, nil for any other.
  public var mapped: IPAddress? {
    guard family == .v6, value >> 32 == 0xFFFF else { return nil }
    return IPAddress(family: .v4, value: value & 0xFFFF_FFFF)
  }
}
