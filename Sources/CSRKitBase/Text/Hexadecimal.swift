// SPDX-License-Identifier: Apache-2.0

/// Hexadecimal digits: lower case in output unless stated otherwise, either case in input.
package enum Hexadecimal {
  /// Two digits for each octet.
  package static func text(_ octets: some Sequence<UInt8>, upperCase: Bool = false) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * octets.underestimatedCount)
    for octet in octets { append(octet, upperCase: upperCase, to: &digits) }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Two digits for each octet of a range.
  package static func text(_ range: Range<Int>, in bytes: Span<UInt8>, upperCase: Bool = false) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * range.count)
    for index in range { append(bytes[index], upperCase: upperCase, to: &digits) }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends the two digits of an octet.
  package static func append(_ octet: UInt8, upperCase: Bool = false, to digits: inout [UInt8]) {
    digits.append(digit(octet >> 4, upperCase: upperCase))
    digits.append(digit(octet & 0x0F, upperCase: upperCase))
  }

  /// Appends the two digits of an octet.
  package static func append(_ octet: UInt8, upperCase: Bool = false, to digits: inout OutputSpan<UInt8>) {
    digits.append(digit(octet >> 4, upperCase: upperCase))
    digits.append(digit(octet & 0x0F, upperCase: upperCase))
  }

  /// The decoded octets; nil if there is another character or an odd number of digits.
  package static func decode(_ digits: some Collection<UInt8>) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var octets: [UInt8] = []
    octets.reserveCapacity(digits.count / 2)
    var high: UInt8?
    for digit in digits {
      guard let value = digit.hexadecimalValue else { return nil }
      if let first = high { octets.append(first << 4 | value) }
      high = high == nil ? value : nil
    }
    return octets
  }

  @inline(__always)
  private static func digit(_ value: UInt8, upperCase: Bool) -> UInt8 {
    value < 10 ? 0x30 + value : (upperCase ? 0x37 : 0x57) + value
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit in either case, or nil.
  @inlinable
  package var hexadecimalValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}

extension Span<UInt8> {
  /// The octet of the two hexadecimal digits at a position; nil if there are no two, or before `end` no room for them.
  @inlinable
  package func hexadecimalOctet(at position: Int, before end: Int) -> UInt8? {
    guard position >= 0, position + 2 <= Swift.min(end, count), let high = self[position].hexadecimalValue,
      let low = self[position + 1].hexadecimalValue
    else { return nil }
    return high << 4 | low
  }
}
