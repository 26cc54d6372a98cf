// SPDX-License-Identifier: Apache-2.0

/// Reads pairs of hex digits and what separates them.
struct HexDigits {
  /// One past the last pair.
  private(set) var position: Int
  let limit: Int

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27...0x29, 0x2B...0x2D, 0x3A, 0x3B, 0x5B...0x5D, 0x5F, 0x7B, 0x7D: true
    default: false
    }
  }

  /// The most characters between two pairs: a line end and an indentation.
  private static let longestGap = 64

  init(position: Int, limit: Int) {
    self.position = position
    self.limit = limit
  }

  /// Decodes pairs until the output has `count` bytes or no pair follows.
  mutating func append(to output: inout [UInt8], count: Int, in bytes: Span<UInt8>) {
    while output.count < count, let byte = next(in: bytes) { output.append(byte) }
  }

  /// Decodes the next pair; every pair moves the position on by at least two characters.
  mutating func next(in bytes: Span<UInt8>) -> UInt8? {
    var index = position
    index = bytes.end(from: index, to: min(limit, index + HexDigits.longestGap), while: HexDigits.isSeparator)
    if index + 3 < limit, bytes[index] == 0x30, bytes[index + 1] | 0x20 == 0x78 { index += 2 }
    if index + 2 < limit, index > 0, bytes[index] | 0x20 == 0x78, bytes[index - 1] == 0x5C { index += 1 }
    guard index + 1 < limit, let high = CharacterClass.hex(bytes[index]), let low = CharacterClass.hex(bytes[index + 1])
    else { return nil }
    position = index + 2
    return high << 4 | low
  }

  /// Whether more digits follow at once, or after a gap those of another SEQUENCE.
  func goesOn(in bytes: Span<UInt8>) -> Bool {
    guard position < limit else { return false }
    if CharacterClass.hex(bytes[position]) != nil { return true }
    var ahead = self
    guard ahead.next(in: bytes) == 0x30, let octet = ahead.next(in: bytes) else {
      return !CharacterClass.isBlank(bytes[position]) && bytes[position] != 0x22 && bytes[position] != 0x7D
    }
    return octet >= 0x81 || !CharacterClass.isBlank(bytes[position])
  }
}
