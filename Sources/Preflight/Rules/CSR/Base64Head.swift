// SPDX-License-Identifier: Apache-2.0

/// How long what a text's Base64 holds is, and its first octets; BEGIN and END lines and white space are passed over.
struct Base64Head {
  /// The octets of all digits together.
  private let length: Int
  /// The first octets.
  private let octets: [UInt8]

  init(_ text: String) {
    var digits = 0
    var head: UInt64 = 0
    for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) where !line.contains(0x2D) {
      for octet in line {
        guard let value = Base64Head.value(octet) else { continue }
        if digits < 8 { head = head << 6 | value }
        digits += 1
      }
    }
    length = digits * 6 / 8
    octets = digits < 8 ? [] : (0..<6).map { UInt8(truncatingIfNeeded: head >> UInt64(40 - 8 * $0)) }
  }

  /// Whether it is one SEQUENCE, as a request is, from the first octet to the last (X.690 §8.1.3).
  var isWholeSequence: Bool {
    guard octets.count == 6, octets[0] == 0x30 else { return false }
    let lengthOctets = octets[1] < 0x80 ? 0 : Int(octets[1] & 0x7F)
    guard lengthOctets <= 4 else { return false }
    let content = lengthOctets == 0 ? Int(octets[1]) : octets[2..<2 + lengthOctets].reduce(0) { $0 << 8 | Int($1) }
    return 2 + lengthOctets + content == length
  }

  private static func value(_ octet: UInt8) -> UInt64? {
    switch octet {
    case 0x41...0x5A: UInt64(octet - 0x41)
    case 0x61...0x7A: UInt64(octet - 0x61 + 26)
    case 0x30...0x39: UInt64(octet - 0x30 + 52)
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
