// SPDX-License-Identifier: Apache-2.0

/// Four tables, one for each place in a group of four characters, so that a group costs four look-ups and three ORs.
///
/// It is a class so that a loop can hold it by reference: as a struct it would be copied, or looked up once a group.
/// An entry holds the six bits in their place of a 24-bit number, and above them which alphabets have the character.
final class Base64Tables: Sendable {
  /// The character is in no alphabet.
  static let invalid: UInt32 = 0x8000_0000
  /// The character is `+` or `/`.
  static let standardOnly: UInt32 = 0x0100_0000
  /// The character is `-` or `_`.
  static let urlOnly: UInt32 = 0x0200_0000

  static let shared = Base64Tables()

  let first: InlineArray<256, UInt32>
  let second: InlineArray<256, UInt32>
  let third: InlineArray<256, UInt32>
  let fourth: InlineArray<256, UInt32>

  private init() {
    first = Base64Tables.table(shift: 18)
    second = Base64Tables.table(shift: 12)
    third = Base64Tables.table(shift: 6)
    fourth = Base64Tables.table(shift: 0)
  }

  private static func table(shift: UInt32) -> InlineArray<256, UInt32> {
    var table = InlineArray<256, UInt32>(repeating: invalid)
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    for (value, character) in letters.utf8.enumerated() { table[Int(character)] = UInt32(value) << shift }
    table[0x2B] = 62 << shift | standardOnly
    table[0x2F] = 63 << shift | standardOnly
    table[0x2D] = 62 << shift | urlOnly
    table[0x5F] = 63 << shift | urlOnly
    return table
  }
}
