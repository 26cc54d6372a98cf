// SPDX-License-Identifier: Apache-2.0

/// Walks the lines of a text; CR LF, LF and CR end a line.
struct TextLines {
  private var position = 0
  private var end = Int.max

  /// Starts at the first line.
  init() {}

  /// Walks the lines of a part; its start counts as that of a line.
  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next line without its end, and where the line after it starts; nil after the last.
  mutating func next(in bytes: Span<UInt8>) -> (line: Range<Int>, next: Int)? {
    let limit = min(end, bytes.count)
    guard position < limit else { return nil }
    let start = position
    let lineEnd = bytes.end(from: start, to: limit) { !CharacterClass.isLineEnd($0) }
    position = lineEnd
    if position < limit {
      position += bytes[position] == 0x0D && position + 1 < limit && bytes[position + 1] == 0x0A ? 2 : 1
    }
    return (start..<lineEnd, position)
  }
}

extension Span<UInt8> {
  /// The end of the bytes between two offsets that have a property, from the first on.
  @inline(__always)
  func end(from start: Int, to limit: Int, while isIncluded: (UInt8) -> Bool) -> Int {
    guard start < limit else { return start }
    for index in start..<limit where !isIncluded(self[index]) { return index }
    return limit
  }

  /// The start of the bytes between two offsets that have a property, from the last one back.
  @inline(__always)
  func start(from end: Int, to limit: Int, while isIncluded: (UInt8) -> Bool) -> Int {
    guard limit < end else { return end }
    for index in (limit..<end).reversed() where !isIncluded(self[index]) { return index + 1 }
    return limit
  }

  /// The range without blanks at either end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    let lower = end(from: range.lowerBound, to: range.upperBound, while: CharacterClass.isBlank)
    return lower..<start(from: range.upperBound, to: lower, while: CharacterClass.isBlank)
  }

  /// How many characters of Base64 stand unbroken from an offset on, up to `limit`.
  func base64Length(at offset: Int, limit: Int) -> Int {
    let most = limit < count - offset ? offset + limit : count
    return end(from: offset, to: most, while: CharacterClass.isBase64) - offset
  }
}
