// SPDX-License-Identifier: Apache-2.0

/// Numbers of any length in decimal.
enum Decimal {
  /// The decimal digits of an unsigned big-endian number; beyond 512 bits the hexadecimal ones behind `0x`, since the
  /// conversion takes quadratic time.
  static func text(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    if range.count <= 8 {
      return String(range.reduce(0 as UInt64) { $0 << 8 | UInt64(bytes[$1]) })
    }
    if range.count > 64 {
      return range.reduce(into: "0x") { text, index in
        let digits = String(bytes[index], radix: 16)
        text += digits.utf8.count == 1 ? "0" + digits : digits
      }
    }
    var digits: [UInt8] = [0]
    for index in range {
      var carry = Int(bytes[index])
      for position in digits.indices {
        carry += Int(digits[position]) << 8
        digits[position] = UInt8(carry % 10)
        carry /= 10
      }
      while carry > 0 {
        digits.append(UInt8(carry % 10))
        carry /= 10
      }
    }
    return String(decoding: digits.reversed().map { $0 + 0x30 }, as: UTF8.self)
  }
}
