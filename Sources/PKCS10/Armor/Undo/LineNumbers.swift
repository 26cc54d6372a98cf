// SPDX-License-Identifier: Apache-2.0

/// Recognises lines that are numbered one after the other.
struct LineNumbers {
  /// The number that the next line has if the row goes on.
  private var expected: Int?
  /// The number has a line of its own, as the cell of a table has, and belongs to the next.
  private var isAlone = false

  /// Where the line goes on after its number, or nil if it is in no row of numbers.
  mutating func end(_ line: Range<Int>, next: Int, in bytes: Span<UInt8>) -> Int? {
    guard let (number, end) = LineNumbers.number(line, in: bytes) else {
      if !isAlone { expected = nil }
      isAlone = false
      return nil
    }
    let isInRow = expected == number
    var other = LinePrefix.lineWithContent(from: next, in: bytes)
    isAlone = end == line.upperBound
    if isAlone, let content = other { other = LinePrefix.lineWithContent(from: content.upperBound, in: bytes) }
    let following = other.flatMap { LineNumbers.number($0, in: bytes)?.number }
    expected = number + 1
    return isInRow || following == number + 1 ? end : nil
  }

  private static func number(_ line: Range<Int>, in bytes: Span<UInt8>) -> (number: Int, end: Int)? {
    let most = line.upperBound
    let digits = bytes.end(
      from: line.lowerBound, to: min(most, line.lowerBound + 16), while: CharacterClass.isBlank)
    let separator = bytes.end(from: digits, to: min(most, digits + 7), while: CharacterClass.isDigit)
    guard separator > digits else { return nil }
    let number = (digits..<separator).reduce(0) { $0 * 10 + Int(bytes[$1] &- 0x30) }
    let end = bytes.end(from: separator, to: min(most, separator + 4)) { byte in
      switch byte {
      case 0x20, 0x09, 0x3A, 0x2E, 0x29, 0x7C: true
      default: false
      }
    }
    // A number right before a letter is the start of a word.
    let isFollowedByWord = end == separator && end < most
    return isFollowedByWord ? nil : (number, end)
  }
}
