// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// A fast Base64 decoder (RFC 4648 §4 and §5) for text without line breaks.
package enum Base64 {
  /// The alphabet; `standard` also for text with only the characters that both alphabets share.
  package enum Variant: Sendable, Hashable {
    /// With `+` and `/` (RFC 4648 §4).
    case standard
    /// With `-` and `_` (RFC 4648 §5).
    case url
  }

  /// Decodes one run; returns nil for any other character, mixed alphabets, or an impossible length.
  ///
  /// The `=` padding may be missing but not wrong. The unused bits of the last character are ignored.
  package static func decode(_ bytes: Span<UInt8>, in range: Range<Int>) -> (bytes: [UInt8], variant: Variant)? {
    var end = range.upperBound
    while end > range.lowerBound, range.upperBound - end < 2, bytes[end - 1] == 0x3D { end -= 1 }
    let padding = range.upperBound - end
    let rest = (end - range.lowerBound) & 3
    guard rest != 1, padding == 0 || padding == 4 - rest, padding == 0 || rest != 0 else { return nil }
    var flags: UInt32 = 0
    let decoded = [UInt8](capacity: (end - range.lowerBound) / 4 * 3 + 2) { output in
      let stop = decodeGroups(bytes, from: range.lowerBound, to: end, into: &output, flags: &flags)
      flags |= decodeRest(bytes, from: stop, to: end, into: &output)
    }
    let both = Base64Tables.standardOnly | Base64Tables.urlOnly
    guard flags & Base64Tables.invalid == 0, flags & both != both else { return nil }
    return (decoded, flags & Base64Tables.urlOnly == 0 ? .standard : .url)
  }

  /// The six bytes of eight characters as a number, or nil if one of them is not Base64.
  package static func prefix(_ bytes: Span<UInt8>, at start: Int) -> UInt64? {
    let tables = Base64Tables.shared
    let high = group(bytes, start, tables), low = group(bytes, start + 4, tables)
    guard (high | low) & Base64Tables.invalid == 0 else { return nil }
    return UInt64(high & 0xFF_FFFF) << 24 | UInt64(low & 0xFF_FFFF)
  }

  /// Decodes groups of four until the end, the output's capacity, or a group with a character that is not Base64.
  ///
  /// Returns the offset of the first character not decoded; `flags` collects the alphabets.
  package static func decodeGroups(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, with tables: Base64Tables = .shared,
    into output: inout OutputSpan<UInt8>, flags: inout UInt32
  ) -> Int {
    var position = start
    var seen: UInt32 = 0
    while end - position >= 16, output.freeCapacity >= 12 {
      let line = bytes.extracting(position..<position + 16)
      let one = group(line, 0, tables), two = group(line, 4, tables)
      let three = group(line, 8, tables), four = group(line, 12, tables)
      let all = one | two | three | four
      guard all & Base64Tables.invalid == 0 else { break }
      seen |= all
      let bits = (UInt64(one) & 0xFF_FFFF) << 40 | (UInt64(two) & 0xFF_FFFF) << 16
      output.append(bigEndian: bits | (UInt64(three) & 0xFF_FFFF) >> 8)
      output.append(bigEndian: three << 24 | four & 0xFF_FFFF)
      position += 16
    }
    while end - position >= 4, output.freeCapacity >= 3 {
      let value = group(bytes, position, tables)
      guard value & Base64Tables.invalid == 0 else { break }
      seen |= value
      put(value, into: &output)
      position += 4
    }
    flags |= seen
    return position
  }

  /// Decodes the last two or three characters; for anything else, the returned flags include `invalid`.
  package static func decodeRest(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, into output: inout OutputSpan<UInt8>
  ) -> UInt32 {
    guard start < end else { return 0 }
    guard end - start == 2 || end - start == 3 else { return Base64Tables.invalid }
    var value = Base64Tables.shared.first[Int(bytes[start])] | Base64Tables.shared.second[Int(bytes[start + 1])]
    if end - start == 3 { value |= Base64Tables.shared.third[Int(bytes[start + 2])] }
    guard value & Base64Tables.invalid == 0, output.freeCapacity >= end - start - 1 else {
      return Base64Tables.invalid
    }
    output.append(UInt8(truncatingIfNeeded: value >> 16))
    if end - start == 3 { output.append(UInt8(truncatingIfNeeded: value >> 8)) }
    return value
  }

  @inline(__always)
  private static func group(_ bytes: Span<UInt8>, _ at: Int, _ tables: Base64Tables) -> UInt32 {
    tables.first[Int(bytes[at])] | tables.second[Int(bytes[at + 1])] | tables.third[Int(bytes[at + 2])]
      | tables.fourth[Int(bytes[at + 3])]
  }

  @inline(__always)
  private static func put(_ value: UInt32, into output: inout OutputSpan<UInt8>) {
    output.append(UInt8(truncatingIfNeeded: value >> 16))
    output.append(UInt8(truncatingIfNeeded: value >> 8))
    output.append(UInt8(truncatingIfNeeded: value))
  }
}

/// One lookup table for each position in a group of four characters: four look-ups and three ORs decode a group.
///
/// It is a class so that a loop can hold a reference: a struct would be copied, or looked up once per group. An entry
/// has the six bits in their position of a 24-bit number and, above them, which alphabets have the character.
package final class Base64Tables: Sendable {
  /// The character is in neither alphabet.
  package static let invalid: UInt32 = 0x8000_0000
  /// The character is `+` or `/`.
  package static let standardOnly: UInt32 = 0x0100_0000
  /// The character is `-` or `_`.
  package static let urlOnly: UInt32 = 0x0200_0000

  /// The tables.
  package static let shared = Base64Tables()

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
