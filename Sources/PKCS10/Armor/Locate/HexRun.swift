// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// DER as hexadecimal digits, in the notations of dumps, debuggers and source code: `3082`, `30:82`, `30-82`,
/// `0x30, 0x82`, `\x30\x82`.
struct HexRun {
  let range: Range<Int>
  let decoded: [UInt8]
  let isTooLarge: Bool

  /// Reads at the start of a word; nil unless the digits of a plausible object start there.
  init?(at start: Int, before limit: Int, in bytes: Span<UInt8>, limits: ArmorLimits) {
    guard start < limit else { return nil }
    switch bytes[start] {
    case 0x33, 0x30: break
    case 0x5C where start + 1 < limit && bytes[start + 1] | 0x20 == 0x78: break
    default: return nil
    }
    guard !HexRun.isWithinDigits(start, in: bytes) else { return nil }
    var digits = HexDigits(position: start, limit: limit)
    var decoded: [UInt8] = []
    digits.append(to: &decoded, count: 12, in: bytes)
    guard ObjectHeader.isPlausible(0..<decoded.count, in: decoded.span) else { return nil }
    guard case .total(let total) = ObjectHeader(0..<decoded.count, in: decoded.span) else { return nil }
    isTooLarge = total > limits.object
    digits.append(to: &decoded, count: min(total, limits.object), in: bytes)
    if decoded.count == total {
      // More digits belong to it only if they follow directly or start another object.
      while decoded.count - total <= limits.object, digits.continues(in: bytes), let byte = digits.next(in: bytes) {
        decoded.append(byte)
      }
    }
    self.decoded = decoded
    range = start..<digits.position
  }

  /// Whether pairs of digits and a separator precede, so that this is not the start.
  private static func isWithinDigits(_ start: Int, in bytes: Span<UInt8>) -> Bool {
    guard start >= 3, bytes[start - 1] == 0x3A || bytes[start - 1] == 0x2D || bytes[start - 1] == 0x20 else {
      return false
    }
    guard bytes[start - 2].hexadecimalValue != nil, bytes[start - 3].hexadecimalValue != nil else { return false }
    return start == 3 || !CharacterClass.isBase64(bytes[start - 4]) || bytes[start - 4] == 0x2D
  }

  /// The objects in the run.
  func read(_ bytes: Span<UInt8>, before limit: Int, limits: ArmorLimits) -> [LocatedObject] {
    if isTooLarge { return [LocatedObject(.tooLarge(limit: limits.object), range: range)] }
    let split = ObjectSplit(decoded.span)
    guard split.objects.isEmpty else {
      return split.objects.flatMap {
        LocatedObject.all($0, of: decoded, container: .hex, labelKind: nil, range: range, label: nil, repairs: [])
      }
    }
    let end = range.upperBound
    var one = LocatedObject(.truncated(have: decoded.count, need: split.cut?.needed), range: range, fault: end)
    if end < limit, CharacterClass.isLetter(bytes[end]) {
      one = LocatedObject(.malformed(.invalidCharacter(bytes[end])), range: range, fault: end)
    }
    // Digits of dumps and fingerprints may look like the start of an object.
    one.isWeak = true
    return [one]
  }
}

/// Reads pairs of hex digits and the separators between them.
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

  /// The maximum number of characters between two pairs: a line end and an indentation.
  private static let longestGap = 64

  init(position: Int, limit: Int) {
    self.position = position
    self.limit = limit
  }

  /// Decodes pairs until the output has `count` bytes or no pair follows.
  mutating func append(to output: inout [UInt8], count: Int, in bytes: Span<UInt8>) {
    while output.count < count, let byte = next(in: bytes) { output.append(byte) }
  }

  /// Decodes the next pair; each pair advances the position by at least two characters.
  mutating func next(in bytes: Span<UInt8>) -> UInt8? {
    var index = position
    index = bytes.end(from: index, to: min(limit, index + HexDigits.longestGap), while: HexDigits.isSeparator)
    if index + 3 < limit, bytes[index] == 0x30, bytes[index + 1] | 0x20 == 0x78 { index += 2 }
    if index + 2 < limit, index > 0, bytes[index] | 0x20 == 0x78, bytes[index - 1] == 0x5C { index += 1 }
    guard index + 1 < limit, let high = bytes[index].hexadecimalValue, let low = bytes[index + 1].hexadecimalValue
    else { return nil }
    position = index + 2
    return high << 4 | low
  }

  /// Whether more digits follow directly, or another SEQUENCE follows after a gap.
  func continues(in bytes: Span<UInt8>) -> Bool {
    guard position < limit else { return false }
    if bytes[position].hexadecimalValue != nil { return true }
    var ahead = self
    guard ahead.next(in: bytes) == 0x30, let octet = ahead.next(in: bytes) else {
      return !CharacterClass.isBlank(bytes[position]) && bytes[position] != 0x22 && bytes[position] != 0x7D
    }
    return octet >= 0x81 || !CharacterClass.isBlank(bytes[position])
  }
}
