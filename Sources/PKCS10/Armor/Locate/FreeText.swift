// SPDX-License-Identifier: Apache-2.0

/// Looks through text that is in no PEM block for Base64 and hex that stand alone.
enum FreeText {
  /// A word of Base64 characters that is part of nothing and at least this long may be something wrapped once more.
  private static let hintLength = 80

  /// Adds what is in the range, in one pass.
  static func scan(
    _ range: Range<Int>, in bytes: Span<UInt8>, limits: ArmorLimits, proof: (Span<UInt8>) -> Bool,
    into findings: inout Findings
  ) {
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = bytes[position]
      guard CharacterClass.isBase64(byte) || byte == 0x5C else {
        position += 1
        continue
      }
      let word = bytes.base64Length(at: position, limit: range.upperBound - position)
      let start = firstLetter(position, word, in: bytes)
      if let (found, end) = object(at: start, before: range.upperBound, in: bytes, limits: limits, proof: proof) {
        findings.found += found
        position = max(end, position + 1)
        continue
      }
      if word >= hintLength { findings.hints += 1 }
      position += max(word, 1)
    }
  }

  /// The first character of a word that is no sign: a diff's `+`, a list's `-`, a path's `/`.
  private static func firstLetter(_ position: Int, _ word: Int, in bytes: Span<UInt8>) -> Int {
    var start = position
    while start < position + word, !CharacterClass.isLetter(bytes[start]), !CharacterClass.isDigit(bytes[start]) {
      start += 1
    }
    return start < position + word ? start : position
  }

  private static func object(
    at start: Int, before limit: Int, in bytes: Span<UInt8>, limits: ArmorLimits, proof: (Span<UInt8>) -> Bool
  ) -> (found: [Found], end: Int)? {
    if bytes[start] == 0x4D {
      guard let run = BareRun(at: start, before: limit, in: bytes) else { return nil }
      return (run.read(bytes, before: limit, limits: limits, proof: proof), run.end)
    }
    guard let run = HexRun(at: start, before: limit, in: bytes, limits: limits) else { return nil }
    return (run.read(bytes, before: limit, limits: limits), run.range.upperBound)
  }
}
