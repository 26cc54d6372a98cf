// SPDX-License-Identifier: Apache-2.0

extension IPAddress {
  /// Reads an address in any form that RFC 4291 §2.2 allows, or in dotted decimal without leading zeros.
  public init(parsing text: String) throws(IPAddressError) {
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

  /// The address that a text stands for, or nil.
  public init?(_ text: String) {
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
        guard let digit = digit(byte), digit < 10 else { throw .unexpectedCharacter(offset: offset) }
        number = number * 10 + digit
        guard number <= 255 else { throw .partTooLarge(offset: part.startIndex) }
      }
      guard let first = part.first else { throw .emptyPart(offset: part.startIndex) }
      guard part.count == 1 || first != UInt8(ascii: "0") else { throw .leadingZero(offset: part.startIndex) }
      value = value << 8 & 0xFFFF_FFFF | number
    }
    guard parts.count == 4 else { throw .partCount(found: parts.count, expected: 4) }
    return value
  }

  /// Reads groups of hexadecimal digits with at most one `::`, the last two perhaps in dotted decimal.
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

  /// One to four hexadecimal digits.
  private static func group(_ part: ArraySlice<UInt8>) throws(IPAddressError) -> UInt128 {
    guard !part.isEmpty else { throw .emptyPart(offset: part.startIndex) }
    var value: UInt128 = 0
    for (offset, byte) in zip(part.indices, part) {
      guard let digit = digit(byte) else { throw .unexpectedCharacter(offset: offset) }
      guard offset - part.startIndex < 4 else { throw .groupTooLong(offset: part.startIndex) }
      value = value << 4 | digit
    }
    return value
  }

  /// Puts in the zeros that `::` leaves out, of which there is at least one group.
  private static func filled(_ values: [UInt128], gap: Int?, at start: Int) throws(IPAddressError) -> UInt128 {
    var groups = values
    if let gap {
      guard values.count < 8 else { throw .needlessCompression(offset: start) }
      groups.insert(contentsOf: repeatElement(0, count: 8 - values.count), at: gap)
    }
    guard groups.count == 8 else { throw .partCount(found: groups.count, expected: 8) }
    return groups.reduce(0) { $0 << 16 | $1 }
  }

  private static func digit(_ byte: UInt8) -> UInt128? {
    switch byte {
    case 0x30...0x39: UInt128(byte - 0x30)
    case 0x41...0x46: UInt128(byte - 0x37)
    case 0x61...0x66: UInt128(byte - 0x57)
    default: nil
    }
  }
}
