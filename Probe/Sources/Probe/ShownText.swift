// SPDX-License-Identifier: Apache-2.0

/// Text from outside, made safe and short to show.
enum ShownText {
  /// The first characters in quotes; what is no printable ASCII is escaped.
  static func excerpt(_ bytes: [UInt8], limit: Int = 100) -> String {
    var text = "\""
    for byte in bytes.prefix(limit) {
      switch byte {
      case 0x0A: text += "\\n"
      case 0x0D: text += "\\r"
      case 0x09: text += "\\t"
      case 0x22, 0x5C: text += "\\" + String(UnicodeScalar(byte))
      case 0x20...0x7E: text += String(UnicodeScalar(byte))
      default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return text + (bytes.count > limit ? "\"…" : "\"")
  }

  static func excerpt(_ text: String, limit: Int = 100) -> String { excerpt(Array(text.utf8), limit: limit) }
}
