// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Hex dumps with an offset before and text after the digits, as xxd, `hexdump -C`, od and certutil print them; also
/// dumps of little-endian two-byte words, as hexdump and `od -x` print them.
struct HexDump {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "0") > 8 && $0.count(of: "\n") + $0.count(of: "\r") > 0 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var lines = TextLines()
      var pending: Row?
      var dump = HexDump()
      while builder.work.step(), let (line, next) = lines.next(in: bytes) {
        let row = Row(line, next: next, in: bytes)
        if let previous = pending {
          dump.write(previous, before: row, in: bytes, into: &builder)
        }
        pending = row
        guard row == nil else { continue }
        // hexdump ends with the offset of the end.
        let isClosing =
          dump.width > 0 && 4...16 ~= line.count && line.allSatisfy { bytes[$0].hexadecimalValue != nil }
        if isClosing { builder.mark(.hexDump, line) } else { builder.keep(line.lowerBound..<next) }
      }
      if let last = pending { dump.write(last, before: nil, in: bytes, into: &builder) }
    })

  private static func isGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x3A }

  /// A line that starts with an offset.
  private struct Row {
    let line: Range<Int>
    let next: Int
    let offset: Int
    /// The start of the hex digits.
    let start: Int

    init?(_ line: Range<Int>, next: Int, in bytes: Span<UInt8>) {
      var position = bytes.trimmed(line).lowerBound
      if bytes.hasLetters("0x", at: position) { position += 2 }
      let digits = position
      var value = 0
      for index in digits..<max(digits, min(digits + 17, line.upperBound)) {
        guard let digit = bytes[index].hexadecimalValue else { break }
        value = value << 4 | Int(digit)
        position += 1
      }
      guard 4...16 ~= position - digits, position < line.upperBound else { return nil }
      let separator = position
      position = bytes.end(from: separator, to: line.upperBound, while: HexDump.isGap)
      guard position > separator, line.upperBound - position >= 2 else { return nil }
      guard bytes[position].hexadecimalValue != nil, bytes[position + 1].hexadecimalValue != nil else {
        return nil
      }
      (self.line, self.next, offset, start) = (line, next, value, position)
    }
  }

  /// The maximum number of bytes per line.
  private static let widest = 64

  /// The number of bytes in the previous row; 0 if there was none.
  private var width = 0
  /// Whether the dump has little-endian two-byte words.
  private var isSwapped = false

  /// Writes the hex digits of a row; the offset of the next row limits their number.
  ///
  /// The last row counts only if the previous one was written and is at least as wide.
  private mutating func write(
    _ row: Row, before next: Row?, in bytes: Span<UInt8>, into builder: inout LayerBuilder
  ) {
    let distance = next.map { $0.offset &- row.offset } ?? width
    guard 1...4096 ~= distance, width > 0 || row.offset == 0 else {
      builder.keep(row.line.lowerBound..<row.next)
      width = 0
      return
    }
    width = distance
    let count = min(distance, HexDump.widest)
    // An object starts with 30, then 81 to 84.
    if row.offset == 0 { isSwapped = bytes.hasBytes([0x33, 0x30], at: row.start + 2) && bytes[row.start] == 0x38 }
    var position = row.start
    var written = 0
    while written < count, position + 1 < row.line.upperBound, builder.work.step() {
      if HexDump.isGap(bytes[position]) || bytes[position] == 0x2D {
        position += 1
        continue
      }
      guard bytes[position].hexadecimalValue != nil, bytes[position + 1].hexadecimalValue != nil else { break }
      let isWord = isSwapped && position + 3 < row.line.upperBound
      if isWord { builder.keep(position + 2..<position + 4) }
      builder.keep(position..<position + 2)
      written += isWord ? 2 : 1
      position += isWord ? 4 : 2
    }
    builder.put(0x0A, at: row.line.lowerBound)
    builder.mark(.hexDump, row.line)
  }
}

/// Bytes as a list of numbers, as programs and debuggers print them: `48, 130`, `[48 130]`, `0x30, 0x82`, `30h, 82h`,
/// and Java's signed `48, -126`. They are rewritten as hex digits.
enum ByteList {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: ",") + $0.count(of: " ") + $0.count(of: "\n") >= shortest },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        guard let first = number(at: position, in: bytes) else {
          // The rest of a word that starts differently is not a number.
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

  /// Fewer numbers cannot be an object.
  private static let shortest = 48
  /// The maximum number of characters between two numbers: a line end and an indentation.
  private static let longestGap = 32

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// The start of the next number, after at least one comma, semicolon or blank.
  private static func nextWord(after end: Int, in bytes: Span<UInt8>) -> Int? {
    let position = bytes.end(from: end, to: min(bytes.count, end + longestGap)) {
      CharacterClass.isBlank($0) || $0 == 0x2C || $0 == 0x3B
    }
    return position > end && position < bytes.count ? position : nil
  }

  /// A word that is a number from -128 to 255: its value modulo 256, and its end.
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
      guard let digit = bytes[index].hexadecimalValue else { break }
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
