// SPDX-License-Identifier: Apache-2.0

/// Data of DNS records in wire form (RFC 1035 §3.3).
package enum WireName {
  /// A domain name as text with its final dot, in lower case; nil when it is malformed. Names in answers that a
  /// resolver hands out are not compressed.
  package static func text(_ bytes: [UInt8]) -> String? {
    var (text, index) = ("", 0)
    while index < bytes.count {
      let length = Int(bytes[index])
      guard length > 0 else { return index == bytes.count - 1 ? (text.isEmpty ? "." : text) : nil }
      guard length <= 63, index + length < bytes.count else { return nil }
      for octet in bytes[(index + 1)...(index + length)] { text += escaped(octet) }
      text += "."
      index += length + 1
    }
    return nil
  }

  /// RFC 1035 §5.1: what is no letter, digit, `-` or `_` as a backslash and three digits.
  private static func escaped(_ octet: UInt8) -> String {
    switch octet {
    case 0x30...0x39, 0x61...0x7A, 0x2D, 0x5F: return String(UnicodeScalar(octet))
    case 0x41...0x5A: return String(UnicodeScalar(octet + 0x20))
    default:
      let digits = String(octet)
      return "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }
  }
}
