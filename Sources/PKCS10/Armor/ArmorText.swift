// SPDX-License-Identifier: Apache-2.0

/// Iterates over the lines of a text; CR LF, LF and CR end a line.
struct TextLines {
  private var position = 0
  private var end = Int.max

  /// Starts at the first line.
  init() {}

  /// Iterates over the lines of a range, which starts a line.
  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// Returns the next line without its line end, and the start of the following line; nil after the last.
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
  /// The end of the run of bytes from `start` that satisfy a condition.
  @inline(__always)
  func end(from start: Int, to limit: Int, while isIncluded: (UInt8) -> Bool) -> Int {
    guard start < limit else { return start }
    for index in start..<limit where !isIncluded(self[index]) { return index }
    return limit
  }

  /// The start of the run of bytes before `end` that satisfy a condition.
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

  /// The number of consecutive Base64 characters from an offset on, up to `limit`.
  func base64Length(at offset: Int, limit: Int) -> Int {
    let most = limit < count - offset ? offset + limit : count
    return end(from: offset, to: most, while: CharacterClass.isBase64) - offset
  }

  /// Whether these bytes are at the offset.
  func hasBytes(_ expected: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, count - offset >= expected.count else { return false }
    for index in 0..<expected.count where self[offset + index] != expected[index] { return false }
    return true
  }

  /// Whether this ASCII text is at the offset, ignoring case; `expected` is in lower case.
  func hasLetters(_ expected: String, at offset: Int) -> Bool {
    guard offset >= 0, count - offset >= expected.utf8.count else { return false }
    var index = offset
    for character in expected.utf8 {
      let byte = self[index]
      guard byte == character || byte &- 0x41 < 26 && byte | 0x20 == character else { return false }
      index += 1
    }
    return true
  }

  /// Whether ASCII text occurs in the first `limit` bytes, ignoring case.
  func find(_ text: String, within limit: Int) -> Bool {
    let lowered = text.lowercased()
    for offset in 0..<Swift.min(count, limit) where hasLetters(lowered, at: offset) { return true }
    return false
  }

  /// A short ASCII range as text; other bytes are read as Latin-1.
  func text(_ range: Range<Int>) -> String {
    var scalars = String.UnicodeScalarView()
    for index in range { scalars.append(Unicode.Scalar(self[index])) }
    return String(scalars)
  }

  /// Whether at least one space or tab, and nothing else, precedes the offset on its line.
  func isIndented(_ offset: Int) -> Bool {
    let position = start(from: offset, to: max(0, offset - 256)) { $0 == 0x20 || $0 == 0x09 }
    return position < offset && (position == 0 || CharacterClass.isLineEnd(self[position - 1]))
  }
}

/// Classifies the bytes of armored text.
enum CharacterClass {
  /// The value of a Base64 character of either alphabet, or one of the codes below.
  static let table: InlineArray<256, UInt8> = {
    var table = InlineArray<256, UInt8>(repeating: other)
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    for (value, character) in letters.utf8.enumerated() { table[Int(character)] = UInt8(value) }
    for (character, value) in [(0x2B, 62), (0x2D, 62), (0x2F, 63), (0x5F, 63)] { table[character] = UInt8(value) }
    for character in [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D] { table[character] = blank }
    table[0x3D] = pad
    return table
  }()

  static let blank: UInt8 = 0x40
  static let pad: UInt8 = 0x41
  static let other: UInt8 = 0xFF

  @inline(__always)
  static func of(_ byte: UInt8) -> UInt8 { table[Int(byte)] }

  @inline(__always)
  static func isBase64(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte &- 0x2F < 11 || byte == 0x2B || byte == 0x2D || byte == 0x5F
  }

  /// A space, tab, line end, vertical tab or form feed: W of RFC 7468 §3.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

  @inline(__always)
  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
