// SPDX-License-Identifier: Apache-2.0

/// Four tables, one for each place in a group of four characters, so that a group costs four look-ups and three ORs.
///
/// An entry holds the six bits in their place of a 24-bit number, and above them which alphabets have the character.
struct Base64Tables: Sendable {
  /// The character is in no alphabet.
  static let invalid: UInt32 = 0x8000_0000
  /// The character is `+` or `/`.
  static let standardOnly: UInt32 = 0x0100_0000
  /// The character is `-` or `_`.
  static let urlOnly: UInt32 = 0x0200_0000

  static let shared = Base64Tables()

  var first = InlineArray<256, UInt32>(repeating: invalid)
  var second = InlineArray<256, UInt32>(repeating: invalid)
  var third = InlineArray<256, UInt32>(repeating: invalid)
  var fourth = InlineArray<256, UInt32>(repeating: invalid)

  private init() {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    for (value, character) in letters.utf8.enumerated() { set(character, UInt32(value), flags: 0) }
    set(UInt8(ascii: "+"), 62, flags: Base64Tables.standardOnly)
    set(UInt8(ascii: "/"), 63, flags: Base64Tables.standardOnly)
    set(UInt8(ascii: "-"), 62, flags: Base64Tables.urlOnly)
    set(UInt8(ascii: "_"), 63, flags: Base64Tables.urlOnly)
  }

  private mutating func set(_ character: UInt8, _ value: UInt32, flags: UInt32) {
    let index = Int(character)
    first[index] = value << 18 | flags
    second[index] = value << 12 | flags
    third[index] = value << 6 | flags
    fourth[index] = value | flags
  }
}
