// SPDX-License-Identifier: Apache-2.0

/// An IPv4 or IPv6 address.
package struct IPAddress: Sendable, Hashable {
  /// The IP versions.
  package enum Family: UInt8, Sendable, Hashable, CaseIterable {
    case v4, v6

    /// The length of an address in bits.
    package var bits: Int { self == .v4 ? 32 : 128 }
  }

  /// The IP version.
  package let family: Family
  /// The address as a number; an IPv4 address fills the low 32 bits.
  package let value: UInt128

  package init(family: Family, value: UInt128) {
    self.family = family
    self.value = value
  }

  /// Creates the address of an iPAddress name from 4 or 16 octets in network order; nil otherwise (RFC 5280 §4.2.1.6).
  package init?(octets: Span<UInt8>) {
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
  package var octets: [UInt8] {
    stride(from: family.bits - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt128($0)) }
  }

  /// Whether the first `length` bits equal those of `network`; false for different IP versions.
  package func isWithin(_ network: IPAddress, length: Int) -> Bool {
    guard family == network.family, (0...family.bits).contains(length) else { return false }
    return (value ^ network.value) >> UInt128(family.bits - length) == 0
  }

  /// Whether it is a multicast address (224.0.0.0/4 or ff00::/8), which no certificate can name.
  package var isMulticast: Bool {
    family == .v4 ? value >> 28 == 0xE : value >> 120 == 0xFF
  }

  /// The IPv4 address of an IPv4-mapped address (::ffff:0:0/96); nil for any other.
  package var mapped: IPAddress? {
    guard family == .v6, value >> 32 == 0xFFFF else { return nil }
    return IPAddress(family: .v4, value: value & 0xFFFF_FFFF)
  }
}

extension IPAddress {
  /// Reads an address in any form of RFC 4291 §2.2, or in dotted decimal without leading zeros.
  package init(parsing text: String) throws(IPAddressError) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { throw .empty }
    if let offset = bytes.firstIndex(of: UInt8(ascii: "/")) { throw .prefixLength(offset: offset) }
    if let offset = bytes.firstIndex(of: UInt8(ascii: "%")) { throw .zone(offset: offset) }
    if bytes.contains(UInt8(ascii: ":")) {
      self = IPAddress(family: .v6, value: try IPAddress.groups(bytes[...]))
    } else {
      self = IPAddress(family: .v4, value: try IPAddress.decimal(bytes[...]))
    }
  }

  /// Reads an address; nil if the text is not one.
  package init?(_ text: String) {
    guard let address = try? IPAddress(parsing: text) else { return nil }
    self = address
  }

  /// Reads four decimal parts.
  private static func decimal(_ bytes: ArraySlice<UInt8>) throws(IPAddressError) -> UInt128 {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    var value: UInt128 = 0
    for part in parts {
      var number: UInt128 = 0
      for (offset, byte) in zip(part.indices, part) {
        guard byte.isASCIIDigit else { throw .unexpectedCharacter(offset: offset) }
        number = number * 10 + UInt128(byte - 0x30)
        guard number <= 255 else { throw .partTooLarge(offset: part.startIndex) }
      }
      guard let first = part.first else { throw .emptyPart(offset: part.startIndex) }
      guard part.count == 1 || first != UInt8(ascii: "0") else { throw .leadingZero(offset: part.startIndex) }
      value = value << 8 & 0xFFFF_FFFF | number
    }
    guard parts.count == 4 else { throw .partCount(found: parts.count, expected: 4) }
    return value
  }

  /// Reads groups of hexadecimal digits with at most one `::`; the last two may be in dotted decimal.
  private static func groups(_ bytes: ArraySlice<UInt8>) throws(IPAddressError) -> UInt128 {
    let colon = UInt8(ascii: ":")
    var values: [UInt128] = []
    var gap: Int?
    var position = bytes.startIndex
    if bytes.starts(with: [colon, colon]) {
      gap = 0
      position += 2
    }
    while position < bytes.endIndex {
      let end = bytes[position...].firstIndex(of: colon) ?? bytes.endIndex
      let part = bytes[position..<end]
      if end == bytes.endIndex, part.contains(UInt8(ascii: ".")) {
        let value = try decimal(part)
        values += [value >> 16, value & 0xFFFF]
      } else {
        values.append(try group(part))
      }
      guard values.count <= 8 else { throw .partCount(found: values.count, expected: 8) }
      position = end
      guard position < bytes.endIndex else { break }
      position += 1
      if position < bytes.endIndex, bytes[position] == colon {
        guard gap == nil else { throw .needlessCompression(offset: end) }
        gap = values.count
        position += 1
      } else if position == bytes.endIndex {
        throw .emptyPart(offset: position)
      }
    }
    return try filled(values, gap: gap, at: bytes.startIndex)
  }

  /// Reads one to four hexadecimal digits.
  private static func group(_ part: ArraySlice<UInt8>) throws(IPAddressError) -> UInt128 {
    guard !part.isEmpty else { throw .emptyPart(offset: part.startIndex) }
    var value: UInt128 = 0
    for (offset, byte) in zip(part.indices, part) {
      guard let digit = byte.hexadecimalValue else { throw .unexpectedCharacter(offset: offset) }
      guard offset - part.startIndex < 4 else { throw .groupTooLong(offset: part.startIndex) }
      value = value << 4 | UInt128(digit)
    }
    return value
  }

  /// Inserts the zeros that `::` omits, at least one group.
  private static func filled(_ values: [UInt128], gap: Int?, at start: Int) throws(IPAddressError) -> UInt128 {
    var groups = values
    if let gap {
      guard values.count < 8 else { throw .needlessCompression(offset: start) }
      groups.insert(contentsOf: repeatElement(0, count: 8 - values.count), at: gap)
    }
    guard groups.count == 8 else { throw .partCount(found: groups.count, expected: 8) }
    return groups.reduce(0) { $0 << 16 | $1 }
  }
}

extension IPAddress: CustomStringConvertible {
  /// The canonical text: dotted decimal, or RFC 5952 §4, with a dotted end for IPv4-mapped addresses (§5).
  package var description: String {
    if family == .v4 { return dotted }
    if let mapped { return "::ffff:\(mapped.dotted)" }
    let groups = groups
    guard let gap = longestZeros(groups) else { return hexadecimal(groups[...]) }
    return hexadecimal(groups[..<gap.lowerBound]) + "::" + hexadecimal(groups[gap.upperBound...])
  }

  /// The name of the PTR record: under in-addr.arpa (RFC 1035 §3.5) or ip6.arpa (RFC 3596 §2.5).
  package var reverseName: String {
    if family == .v4 { return octets.reversed().map { "\($0)." }.joined() + "in-addr.arpa" }
    let nibbles = octets.reversed().flatMap { [$0 & 0x0F, $0 >> 4] }
    return nibbles.map { String($0, radix: 16) + "." }.joined() + "ip6.arpa"
  }

  private var dotted: String {
    octets.map { String($0) }.joined(separator: ".")
  }

  private var groups: [UInt16] {
    stride(from: 112, through: 0, by: -16).map { UInt16(truncatingIfNeeded: value >> UInt128($0)) }
  }

  private func hexadecimal(_ groups: ArraySlice<UInt16>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  /// The groups that `::` replaces: the first of the longest runs of two or more zeros (RFC 5952 §4.2).
  private func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
    var best = 0..<1
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 { start = index + 1 } else if index + 1 - start > best.count { best = start..<index + 1 }
    }
    return best.count > 1 ? best : nil
  }
}

/// Why a text is not an IP address; offsets are in bytes of UTF-8.
package enum IPAddressError: Error, Sendable, Hashable {
  /// An empty text.
  case empty
  /// A character that addresses of this version do not have.
  case unexpectedCharacter(offset: Int)
  /// Nothing between two separators, or next to one at an end.
  case emptyPart(offset: Int)
  /// A wrong number of parts; 4 decimal or 8 hexadecimal parts are expected.
  case partCount(found: Int, expected: Int)
  /// A decimal part over 255.
  case partTooLarge(offset: Int)
  /// A decimal part such as 010, which some programs read as octal.
  case leadingZero(offset: Int)
  /// A group of more than four hexadecimal digits.
  case groupTooLong(offset: Int)
  /// A second `::`, or one that replaces no group.
  case needlessCompression(offset: Int)
  /// A network, such as 192.0.2.0/24.
  case prefixLength(offset: Int)
  /// A zone such as %eth0, which is meaningful on one host only (RFC 4007 §11).
  case zone(offset: Int)
}

extension IPAddressError: CustomStringConvertible {
  /// The reason, without a full stop.
  package var description: String {
    switch self {
    case .empty: "the address is empty"
    case .unexpectedCharacter(let offset): "the character at offset \(offset) is not allowed in an IP address"
    case .emptyPart(let offset): "a part of the address is missing at offset \(offset)"
    case .partCount(let found, let expected): "the address has \(found) parts where \(expected) are required"
    case .partTooLarge(let offset): "the part at offset \(offset) is greater than 255"
    case .leadingZero(let offset): "the part at offset \(offset) has a leading zero, which some programs read as octal"
    case .groupTooLong(let offset): "the group at offset \(offset) has more than four digits"
    case .needlessCompression(let offset): "the double colon at offset \(offset) is redundant"
    case .prefixLength(let offset): "the slash at offset \(offset) makes this a network, not an address"
    case .zone(let offset): "the zone at offset \(offset) is meaningful on one host only"
    }
  }
}
