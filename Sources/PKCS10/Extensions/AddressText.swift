// SPDX-License-Identifier: Apache-2.0

/// IP addresses as text.
enum AddressText {
  /// Four octets in dotted decimal, sixteen as in RFC 5952; nil for any other number.
  static func text(_ octets: Range<Int>, in bytes: Span<UInt8>) -> String? {
    switch octets.count {
    case 4: dotted(octets, in: bytes)
    case 16: colons(octets, in: bytes)
    default: nil
    }
  }

  private static func dotted(_ octets: Range<Int>, in bytes: Span<UInt8>) -> String {
    octets.map { String(bytes[$0]) }.joined(separator: ".")
  }

  /// Lower case, no leading zeros, the first of the longest runs of two or more zero groups as `::` (RFC 5952 §4);
  /// addresses that map an IPv4 address end in it (§5).
  private static func colons(_ octets: Range<Int>, in bytes: Span<UInt8>) -> String {
    let first = octets.lowerBound
    let groups = (0..<8).map { Int(bytes[first + 2 * $0]) << 8 | Int(bytes[first + 2 * $0 + 1]) }
    if groups[0..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
      return "::ffff:" + dotted(first + 12..<octets.upperBound, in: bytes)
    }
    let zeros = longestZeros(groups)
    let head = groups[..<zeros.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
    let tail = groups[zeros.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
    return zeros.isEmpty ? tail : head + "::" + tail
  }

  private static func longestZeros(_ groups: [Int]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in 0...groups.count where index == groups.count || groups[index] != 0 {
      if index - start > max(longest.count, 1) { longest = start..<index }
      start = index + 1
    }
    return longest
  }
}
