// SPDX-License-Identifier: Apache-2.0

/// Encoding and decoding of `application/x-www-form-urlencoded`.
enum URLEncoding {
  /// How a space is written.
  enum Space: Sendable {
    /// As `%20`, which is unambiguous for every decoder.
    case percent
    /// As `+`, as in the API's responses.
    case plus
  }

  /// Encodes all octets except the unreserved characters of RFC 3986 §2.3; `+` is always `%2B`.
  static func encode(_ text: String, space: Space = .percent, into octets: inout [UInt8]) {
    for octet in text.utf8 {
      if octet.isASCIIAlphanumeric || octet == 0x2D || octet == 0x2E || octet == 0x5F || octet == 0x7E {
        octets.append(octet)
      } else if octet == 0x20, space == .plus {
        octets.append(UInt8(ascii: "+"))
      } else {
        octets.append(UInt8(ascii: "%"))
        octets += Hexadecimal.digits(octet, capital: true)
      }
    }
  }

  /// Encodes a single string.
  static func encoded(_ text: String, space: Space = .percent) -> String {
    var octets: [UInt8] = []
    encode(text, space: space, into: &octets)
    return String(decoding: octets, as: UTF8.self)
  }

  /// Joins names and values with `=` and `&`.
  static func body(_ pairs: [(name: String, value: String)], space: Space = .percent) -> [UInt8] {
    var octets: [UInt8] = []
    for (index, pair) in pairs.enumerated() {
      if index > 0 { octets.append(UInt8(ascii: "&")) }
      encode(pair.name, space: space, into: &octets)
      octets.append(UInt8(ascii: "="))
      encode(pair.value, space: space, into: &octets)
    }
    return octets
  }

  /// Splits a body into names and values; ignores empty pairs and white space around the body.
  static func pairs(
    in bytes: Span<UInt8>
  ) throws(OrderFormError) -> [(name: String, value: String)] {
    var pairs: [(name: String, value: String)] = []
    let body = bytes.trimmed((bytes.startsWithByteOrderMark ? 3 : 0)..<bytes.count)
    var start = body.lowerBound
    while start < body.upperBound {
      var end = start
      var sign: Int?
      while end < body.upperBound, bytes[end] != UInt8(ascii: "&") {
        if sign == nil, bytes[end] == UInt8(ascii: "=") { sign = end }
        end += 1
      }
      if end > start {
        let name = try decode(start..<(sign ?? end), in: bytes)
        let value = try sign.map { $0 + 1 }.map { from throws(OrderFormError) in try decode(from..<end, in: bytes) }
        pairs.append((name, value ?? ""))
      }
      start = end + 1
    }
    return pairs
  }

  private static func decode(_ range: Range<Int>, in bytes: Span<UInt8>) throws(OrderFormError) -> String {
    var octets: [UInt8] = []
    octets.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let octet = bytes[index]
      switch octet {
      case UInt8(ascii: "+"): octets.append(0x20)
      case UInt8(ascii: "%"):
        guard index + 2 < range.upperBound, let high = bytes[index + 1].hexadecimalValue,
          let low = bytes[index + 2].hexadecimalValue
        else { throw .invalidPercent(offset: index) }
        octets.append(high << 4 | low)
        index += 2
      default: octets.append(octet)
      }
      index += 1
    }
    guard let text = String(validating: octets, as: UTF8.self) else { throw .invalidUTF8(offset: range.lowerBound) }
    return text
  }
}
