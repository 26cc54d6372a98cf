// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
  /// Reads a string whose quotation mark stands at `position`.
  mutating func string(in bytes: Span<UInt8>) throws(JSONError) -> String {
    let start = position
    position += 1
    var octets: [UInt8] = []
    while position < bytes.count {
      let octet = bytes[position]
      switch octet {
      case UInt8(ascii: "\""):
        position += 1
        guard let text = String(validating: octets, as: UTF8.self) else { throw .invalidUTF8(offset: start) }
        return text
      case UInt8(ascii: "\\"):
        try escape(in: bytes, into: &octets)
      case 0x00..<0x20:
        throw .controlCharacter(offset: position)
      default:
        octets.append(octet)
        position += 1
      }
    }
    throw .unexpectedEnd(offset: position)
  }

  private mutating func escape(in bytes: Span<UInt8>, into octets: inout [UInt8]) throws(JSONError) {
    let start = position
    guard position + 1 < bytes.count else { throw .unexpectedEnd(offset: bytes.count) }
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): octets.append(letter)
    case UInt8(ascii: "b"): octets.append(0x08)
    case UInt8(ascii: "f"): octets.append(0x0C)
    case UInt8(ascii: "n"): octets.append(0x0A)
    case UInt8(ascii: "r"): octets.append(0x0D)
    case UInt8(ascii: "t"): octets.append(0x09)
    case UInt8(ascii: "u"): octets += Array(String(try scalar(in: bytes, from: start)).utf8)
    default: throw .invalidEscape(offset: start)
    }
  }

  /// One `\u` escape, or two that make a surrogate pair; `position` is behind the first `u`.
  private mutating func scalar(in bytes: Span<UInt8>, from start: Int) throws(JSONError) -> Unicode.Scalar {
    let unit = try fourDigits(in: bytes, from: start)
    if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
    guard UTF16.isLeadSurrogate(unit), position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { throw .invalidEscape(offset: start) }
    position += 2
    let trail = try fourDigits(in: bytes, from: start)
    let value = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(trail & 0x3FF))
    guard UTF16.isTrailSurrogate(trail), let scalar = Unicode.Scalar(value) else {
      throw .invalidEscape(offset: start)
    }
    return scalar
  }

  private mutating func fourDigits(in bytes: Span<UInt8>, from start: Int) throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw .unexpectedEnd(offset: position) }
      guard let digit = bytes[position].hexadecimalValue else { throw .invalidEscape(offset: start) }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
