// SPDX-License-Identifier: Apache-2.0

/// Walks the lines of a text; CR LF, LF and CR end a line.
struct TextLines {
  private var position = 0

  /// Starts at the first line.
  init() {}

  /// Starts at a line in the middle.
  init(from start: Int) { position = start }

  /// The next line without its end, and where the line after it starts; nil after the last.
  mutating func next(in bytes: Span<UInt8>) -> (line: Range<Int>, next: Int)? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count, !CharacterClass.isLineEnd(bytes[position]) { position += 1 }
    let end = position
    if position < bytes.count {
      position += bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
    }
    return (start..<end, position)
  }
}

extension Span<UInt8> {
  /// The range without blanks at either end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, CharacterClass.isBlank(self[lower]) { lower += 1 }
    while upper > lower, CharacterClass.isBlank(self[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  /// How many characters of Base64 stand unbroken from an offset on, up to `limit`.
  func base64Length(at offset: Int, limit: Int) -> Int {
    var end = offset
    while end < count, end - offset < limit, CharacterClass.isBase64(self[end]) { end += 1 }
    return end - offset
  }
}
