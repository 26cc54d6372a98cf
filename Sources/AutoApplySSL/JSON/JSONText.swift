// SPDX-License-Identifier: Apache-2.0

/// Writes JSON strings.
package enum JSONText {
  /// A string in quotation marks; what RFC 8259 §7 requires is escaped and nothing else.
  package static func quoted(_ text: String) -> String {
    var octets: [UInt8] = [UInt8(ascii: "\"")]
    octets.reserveCapacity(text.utf8.count + 2)
    for octet in text.utf8 {
      switch octet {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): octets += [UInt8(ascii: "\\"), octet]
      case 0x0A: octets += Array("\\n".utf8)
      case 0x0D: octets += Array("\\r".utf8)
      case 0x09: octets += Array("\\t".utf8)
      case 0x00..<0x20: octets += Array("\\u00".utf8) + Hexadecimal.digits(octet, capital: false)
      default: octets.append(octet)
      }
    }
    octets.append(UInt8(ascii: "\""))
    return String(decoding: octets, as: UTF8.self)
  }
}
