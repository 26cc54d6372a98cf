// SPDX-License-Identifier: Apache-2.0

/// Dumps with an offset before and characters after the hex digits, as xxd, `hexdump -C`, od and certutil print them;
/// and those in words of two bytes, the second byte first, that hexdump and `od -x` print.
struct HexDump {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "0") > 8 && $0.count(of: "\n") + $0.count(of: "\r") > 0 },
    undo: { builder in
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
        // hexdump closes with the offset of the end.
        let isClosing =
          dump.width > 0 && 4...16 ~= line.count && line.allSatisfy { CharacterClass.hex(bytes[$0]) != nil }
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
    /// Where the hex digits start.
    let start: Int

    init?(_ line: Range<Int>, next: Int, in bytes: Span<UInt8>) {
      var position = bytes.trimmed(line).lowerBound
      if bytes.hasLetters("0x", at: position) { position += 2 }
      let digits = position
      var value = 0
      for index in digits..<max(digits, min(digits + 17, line.upperBound)) {
        guard let digit = CharacterClass.hex(bytes[index]) else { break }
        value = value << 4 | Int(digit)
        position += 1
      }
      guard 4...16 ~= position - digits, position < line.upperBound else { return nil }
      let separator = position
      position = bytes.end(from: separator, to: line.upperBound, while: HexDump.isGap)
      guard position > separator, line.upperBound - position >= 2 else { return nil }
      guard CharacterClass.hex(bytes[position]) != nil, CharacterClass.hex(bytes[position + 1]) != nil else {
        return nil
      }
      (self.line, self.next, offset, start) = (line, next, value, position)
    }
  }

  /// How many bytes a line shows at most.
  private static let widest = 64

  /// How many bytes the row before showed; 0 if there was none.
  private var width = 0
  /// Whether the dump shows words, the second byte first.
  private var isSwapped = false

  /// Writes the hex digits of a row; the offset of the next row says how many there are at most.
  ///
  /// The last row counts only if the one before was written, and is no wider.
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
    // The first byte of an object is 30, the next 81 to 84.
    if row.offset == 0 { isSwapped = bytes.hasBytes([0x33, 0x30], at: row.start + 2) && bytes[row.start] == 0x38 }
    var position = row.start
    var written = 0
    while written < count, position + 1 < row.line.upperBound, builder.work.step() {
      if HexDump.isGap(bytes[position]) || bytes[position] == 0x2D {
        position += 1
        continue
      }
      guard CharacterClass.hex(bytes[position]) != nil, CharacterClass.hex(bytes[position + 1]) != nil else { break }
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
