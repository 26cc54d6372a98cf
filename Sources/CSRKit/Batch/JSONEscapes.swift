// SPDX-License-Identifier: Apache-2.0

/// Undoes the escapes of a JSON string (RFC 8259 §7) into a buffer that is kept.
enum JSONEscapes {
  /// Replaces `output` by the string's octets in UTF-8; an escape that is none stays as it is.
  static func undo(_ content: Range<Int>, in bytes: Span<UInt8>, into output: inout [UInt8]) {
    output.removeAll(keepingCapacity: true)
    var position = content.lowerBound
    while position < content.upperBound {
      let octet = bytes[position]
      position += 1
      guard octet == UInt8(ascii: "\\"), position < content.upperBound else {
        output.append(octet)
        continue
      }
      let escape = bytes[position]
      position += 1
      switch escape {
      case UInt8(ascii: "n"): output.append(0x0A)
      case UInt8(ascii: "r"): output.append(0x0D)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(escape)
      case UInt8(ascii: "u"): unicode(&position, content.upperBound, in: bytes, into: &output)
      default: output += [octet, escape]
      }
    }
  }

  private static func unicode(_ position: inout Int, _ end: Int, in bytes: Span<UInt8>, into output: inout [UInt8]) {
    guard var value = unit(position, end, in: bytes) else {
      output += Array("\\u".utf8)
      return
    }
    position += 4
    if 0xD800..<0xDC00 ~= value, position + 2 <= end, bytes.has(Array("\\u".utf8), at: position),
      let low = unit(position + 2, end, in: bytes), 0xDC00..<0xE000 ~= low
    {
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      position += 6
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    output += Array(String(Character(scalar)).utf8)
  }

  /// Four hexadecimal digits.
  private static func unit(_ position: Int, _ end: Int, in bytes: Span<UInt8>) -> UInt32? {
    guard position + 4 <= end else { return nil }
    var value: UInt32 = 0
    for index in position..<position + 4 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
