// SPDX-License-Identifier: Apache-2.0

/// What a byte of text can be in armored data.
enum CharacterClass {
  /// The value of a Base64 character of either alphabet, or one of the codes below.
  static let table: InlineArray<256, UInt8> = {
    var table = InlineArray<256, UInt8>(repeating: other)
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    for (value, character) in letters.utf8.enumerated() { table[Int(character)] = UInt8(value) }
    for (character, value) in [(0x2B, 62), (0x2D, 62), (0x2F, 63), (0x5F, 63)] { table[character] = UInt8(value) }
    for character in [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D] { table[character] = blank }
    table[0x3D] = pad
    return table
  }()

  static let blank: UInt8 = 0x40
  static let pad: UInt8 = 0x41
  static let other: UInt8 = 0xFF

  @inline(__always)
  static func of(_ byte: UInt8) -> UInt8 { table[Int(byte)] }

  @inline(__always)
  static func isBase64(_ byte: UInt8) -> Bool { table[Int(byte)] < 64 }

  /// A space, tab, line end, vertical tab or form feed: W of RFC 7468 §3.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

  @inline(__always)
  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The value of a hexadecimal digit, or nil.
  @inline(__always)
  static func hex(_ byte: UInt8) -> UInt8? {
    if byte &- 0x30 < 10 { return byte &- 0x30 }
    let letter = byte | 0x20
    return letter &- 0x61 < 6 ? letter &- 0x61 + 10 : nil
  }
}
