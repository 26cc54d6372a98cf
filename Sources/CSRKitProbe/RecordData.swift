// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// The data of DNS records in wire format (RFC 1035 §3.3).
package enum RecordData {
  /// A domain name in lower case with its final dot; nil when it is malformed.
  ///
  /// libunbound returns names uncompressed.
  package static func name(_ bytes: [UInt8]) -> String? {
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

  /// The concatenated strings of a TXT record (RFC 1035 §3.3.14); nil when it is malformed.
  package static func text(_ bytes: [UInt8]) -> [UInt8]? {
    var (text, index): ([UInt8], Int) = ([], 0)
    while index < bytes.count {
      let end = index + 1 + Int(bytes[index])
      guard end <= bytes.count else { return nil }
      text += bytes[(index + 1)..<end]
      index = end
    }
    return text
  }

  /// Presentation format (RFC 1035 §5.1): other octets than letters, digits, `-` and `_` as `\DDD`.
  private static func escaped(_ octet: UInt8) -> String {
    switch octet {
    case 0x30...0x39, 0x61...0x7A, 0x2D, 0x5F: return String(UnicodeScalar(octet))
    case 0x41...0x5A: return String(UnicodeScalar(octet + 0x20))
    default: return decimalEscape(octet)
    }
  }

  /// An octet as `\DDD`.
  static func decimalEscape(_ octet: UInt8) -> String {
    let digits = String(octet)
    return "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }
}

/// Text from outside, made short and safe to print.
enum Excerpt {
  /// The first octets in quotation marks; all but printable ASCII is escaped.
  static func of(_ bytes: [UInt8], limit: Int = 100) -> String {
    var text = "\""
    for byte in bytes.prefix(limit) {
      switch byte {
      case 0x0A: text += "\\n"
      case 0x0D: text += "\\r"
      case 0x09: text += "\\t"
      case 0x22, 0x5C: text += "\\" + String(UnicodeScalar(byte))
      case 0x20...0x7E: text += String(UnicodeScalar(byte))
      default: text += "\\x" + Hexadecimal.text([byte])
      }
    }
    return text + (bytes.count > limit ? "\"…" : "\"")
  }

  static func of(_ text: String, limit: Int = 100) -> String { of(Array(text.utf8), limit: limit) }
}
