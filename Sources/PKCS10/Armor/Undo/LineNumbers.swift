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
    var position = line.lowerBound
    while position < line.upperBound, position - line.lowerBound < 16, CharacterClass.isBlank(bytes[position]) {
      position += 1
    }
    let digits = position
    var number = 0
    while position < line.upperBound, position - digits < 7, CharacterClass.isDigit(bytes[position]) {
      number = number * 10 + Int(bytes[position] &- 0x30)
      position += 1
    }
    let separator = position
    while position < line.upperBound, position - separator < 4 {
      switch bytes[position] {
      case 0x20, 0x09, 0x3A, 0x2E, 0x29, 0x7C: position += 1
      default: return position > separator && separator > digits ? (number, position) : nil
      }
    }
    return separator > digits ? (number, position) : nil
  }
}
