// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Encoding and decoding of `application/x-www-form-urlencoded`.
enum URLEncoding {
  /// Joins names and values with `=` and `&`.
  static func body(_ pairs: [(name: String, value: String)], space: PercentEncoding.Space = .percent) -> [UInt8] {
    var octets: [UInt8] = []
    for (index, pair) in pairs.enumerated() {
      if index > 0 { octets.append(UInt8(ascii: "&")) }
      PercentEncoding.encode(pair.name, space: space, into: &octets)
      octets.append(UInt8(ascii: "="))
      PercentEncoding.encode(pair.value, space: space, into: &octets)
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
    do throws(PercentEncoding.Fault) { return try PercentEncoding.decode(range, in: bytes, space: .plus) } catch {
      switch error {
      case .invalidPercent(let offset): throw .invalidPercent(offset: offset)
      case .invalidUTF8(let offset): throw .invalidUTF8(offset: offset)
      }
    }
  }
}
