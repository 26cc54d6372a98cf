// SPDX-License-Identifier: Apache-2.0

/// DER as hexadecimal digits, in the notations of dumps, debuggers and source code: `3082`, `30:82`, `30-82`,
/// `0x30, 0x82`, `\x30\x82`.
struct HexRun {
  let range: Range<Int>
  let decoded: [UInt8]
  let isTooLarge: Bool

  /// Looks where a word starts; nil unless the digits of something plausible start there.
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
      // What follows belongs to it only if nothing, or another object, comes between.
      while decoded.count - total <= limits.object, digits.goesOn(in: bytes), let byte = digits.next(in: bytes) {
        decoded.append(byte)
      }
    }
    self.decoded = decoded
    range = start..<digits.position
  }

  /// Whether pairs of digits and a separator stand before, so that this is no start.
  private static func isWithinDigits(_ start: Int, in bytes: Span<UInt8>) -> Bool {
    guard start >= 3, bytes[start - 1] == 0x3A || bytes[start - 1] == 0x2D || bytes[start - 1] == 0x20 else {
      return false
    }
    guard CharacterClass.hex(bytes[start - 2]) != nil, CharacterClass.hex(bytes[start - 3]) != nil else { return false }
    return start == 3 || !CharacterClass.isBase64(bytes[start - 4]) || bytes[start - 4] == 0x2D
  }

  /// What the run holds.
  func read(_ bytes: Span<UInt8>, before limit: Int, limits: ArmorLimits) -> [Found] {
    if isTooLarge { return [Found(.tooLarge(limit: limits.object), range: range)] }
    let split = ObjectSplit(decoded.span)
    guard split.objects.isEmpty else {
      return split.objects.map {
        Found($0, of: decoded, container: .hex, labelKind: nil, range: range, label: nil, repairs: [])
      }
    }
    let end = range.upperBound
    var one = Found(.truncated(have: decoded.count, need: split.cut?.needed), range: range, fault: end)
    if end < limit, CharacterClass.isLetter(bytes[end]) {
      one = Found(.malformed(.invalidCharacter(bytes[end])), range: range, fault: end)
    }
    // Digits of dumps and fingerprints may look like the start of an object.
    one.isWeak = true
    return [one]
  }
}
