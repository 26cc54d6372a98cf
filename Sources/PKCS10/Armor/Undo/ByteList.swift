// SPDX-License-Identifier: Apache-2.0

/// Bytes as a list of numbers, as programs and debuggers print them: `48, 130`, `[48 130]`, `0x30, 0x82`, `30h, 82h`,
/// and Java's signed `48, -126`. They are rewritten as hex digits.
enum ByteList {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: ",") + $0.count(of: " ") + $0.count(of: "\n") >= shortest },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        guard let first = number(at: position, in: bytes) else {
          // The rest of a word that starts otherwise is no number.
          let isWord = CharacterClass.isBase64(bytes[position])
          position += 1
          if isWord {
            position = bytes.end(from: position, to: bytes.count) { CharacterClass.isBase64($0) && $0 != 0x2D }
          }
          continue
        }
        let start = position
        var numbers = [(first.value, start)]
        position = first.end
        while builder.work.step(), let next = nextWord(after: position, in: bytes),
          let another = number(at: next, in: bytes)
        {
          numbers.append((another.value, next))
          position = another.end
        }
        guard numbers.count >= shortest else { continue }
        builder.keep(kept..<start)
        for (value, offset) in numbers {
          builder.put(digit(value >> 4), at: offset)
          builder.put(digit(value & 15), at: offset)
        }
        builder.mark(.byteList, start..<position)
        kept = position
      }
      builder.keep(kept..<bytes.count)
    })

  /// Fewer numbers are no object.
  private static let shortest = 48
  /// The most characters between two numbers: a line end and an indentation.
  private static let longestGap = 32

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// Where the next number starts: after a comma, semicolon or blank at least.
  private static func nextWord(after end: Int, in bytes: Span<UInt8>) -> Int? {
    let position = bytes.end(from: end, to: min(bytes.count, end + longestGap)) {
      CharacterClass.isBlank($0) || $0 == 0x2C || $0 == 0x3B
    }
    return position > end && position < bytes.count ? position : nil
  }

  /// A number from -128 to 255 that a word consists of: its value modulo 256, and its end.
  private static func number(at start: Int, in bytes: Span<UInt8>) -> (value: UInt8, end: Int)? {
    var position = start
    let isNegative = bytes[position] == 0x2D
    if isNegative { position += 1 }
    let isPrefixed = bytes.hasLetters("0x", at: position)
    if isPrefixed { position += 2 }
    let digits = position
    var value = 0
    var hexValue = 0
    var isDecimal = true
    for index in digits..<max(digits, min(digits + 4, bytes.count)) {
      guard let digit = CharacterClass.hex(bytes[index]) else { break }
      isDecimal = isDecimal && digit < 10
      value = value * 10 + Int(digit)
      hexValue = hexValue << 4 | Int(digit)
      position += 1
    }
    guard position > digits else { return nil }
    let isSuffixed = position < bytes.count && bytes[position] | 0x20 == UInt8(ascii: "h")
    if isSuffixed { position += 1 }
    let isHex = isPrefixed || isSuffixed
    guard isHex || isDecimal, position == bytes.count || !CharacterClass.isBase64(bytes[position]) else { return nil }
    let magnitude = isHex ? hexValue : value
    guard magnitude <= (isNegative ? 128 : 255) else { return nil }
    return (UInt8(truncatingIfNeeded: isNegative ? -magnitude : magnitude), position)
  }
}
