// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

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
  package static func append(_ octet: UInt8, upperCase: Bool = false, to text: inout [UInt8]) {
    let pair = digits(octet, upperCase: upperCase)
    text.append(UInt8(truncatingIfNeeded: pair >> 8))
    text.append(UInt8(truncatingIfNeeded: pair))
  }

  /// Appends two digits for each octet.
  package static func append(_ octets: Span<UInt8>, upperCase: Bool = false, to text: inout OutputSpan<UInt8>) {
    text.append(pairs: octets) { digits($0, upperCase: upperCase) }
  }

  /// The two digits of an octet, the first in the upper half.
  @inline(__always)
  static func digits(_ octet: UInt8, upperCase: Bool = false) -> UInt16 {
    let values = UInt16(octet & 0xF0) << 4 | UInt16(octet & 0x0F)
    // A value that is not a decimal digit carries when 6 is added to it.
    let letters = (values + 0x0606) >> 4 & 0x0101
    return values + 0x3030 + letters * (upperCase ? 0x07 : 0x27)
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
