// SPDX-License-Identifier: Apache-2.0

/// Base64 without anything but its digits and padding (RFC 4648 §4).
enum Base64 {
  /// The octets, or nil where another character stands or the end is missing.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    let digits = text.prefix { $0 != UInt8(ascii: "=") }
    guard digits.count % 4 != 1, text.dropFirst(digits.count).allSatisfy({ $0 == UInt8(ascii: "=") }) else {
      return nil
    }
    var output: [UInt8] = []
    output.reserveCapacity(digits.count * 3 / 4)
    var (pending, bits): (UInt32, UInt32) = (0, 0)
    for digit in digits {
      guard let value = value(digit) else { return nil }
      pending = pending << 6 & 0xFFFF | value
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      output.append(UInt8(truncatingIfNeeded: pending >> bits))
    }
    return output
  }

  private static func value(_ digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit) - 0x41
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit) - 0x61 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit) - 0x30 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
