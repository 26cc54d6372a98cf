// SPDX-License-Identifier: Apache-2.0

/// Why a text is no IP address; offsets count bytes of UTF-8.
public enum IPAddressError: Error, Sendable, Hashable {
  /// There is no text.
  case empty
  /// A character that no address of this family has.
  case unexpectedCharacter(offset: Int)
  /// Nothing stands between two separators, or beside one at an end.
  case emptyPart(offset: Int)
  /// Another number of parts than 4 decimal or 8 hexadecimal ones.
  case partCount(found: Int, expected: Int)
  /// A decimal part over 255.
  case partTooLarge(offset: Int)
  /// A decimal part such as 010, which some programs take for octal.
  case leadingZero(offset: Int)
  /// A group of more than four hexadecimal digits.
  case groupTooLong(offset: Int)
  /// `::` a second time, or where no group is missing.
  case needlessCompression(offset: Int)
  /// A network such as 192.0.2.0/24.
  case prefixLength(offset: Int)
  /// A zone such as %eth0, which has a meaning on one host only (RFC 4007 §11).
  case zone(offset: Int)
}

extension IPAddressError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .empty: "the address is empty"
    case .unexpectedCharacter(let offset): "an IP address has no such character as the one at offset \(offset)"
    case .emptyPart(let offset): "a part of the address is missing at offset \(offset)"
    case .partCount(let found, let expected): "the address has \(found) parts where \(expected) are required"
    case .partTooLarge(let offset): "the part at offset \(offset) is larger than 255"
    case .leadingZero(let offset): "the part at offset \(offset) has a leading zero, which some programs take for octal"
    case .groupTooLong(let offset): "the group at offset \(offset) has more than four digits"
    case .needlessCompression(let offset): "the double colon at offset \(offset) is one too many"
    case .prefixLength(let offset): "the slash at offset \(offset) makes it a network, not an address"
    case .zone(let offset): "the zone at offset \(offset) has a meaning on one host only"
    }
  }
}
