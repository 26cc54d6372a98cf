// SPDX-License-Identifier: Apache-2.0

/// Dumps with an offset before and characters after the hex digits, as xxd, `hexdump -C`, od and certutil print them.
enum HexDump {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "0") > 8 && $0.count(of: "\n") + $0.count(of: "\r") > 0 },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var lines = TextLines()
      var pending: Row?
      var width = 0
      while let (line, next) = lines.next(in: bytes) {
        let row = Row(line, next: next, in: bytes)
        if let previous = pending {
          width = write(previous, before: row, width: width, in: bytes, into: &builder)
        }
        pending = row
        guard row == nil else { continue }
        // hexdump closes with the offset of the end.
        let isClosing = width > 0 && 4...16 ~= line.count && line.allSatisfy { CharacterClass.hex(bytes[$0]) != nil }
        if isClosing { builder.mark(.hexDump, line) } else { builder.keep(line.lowerBound..<next) }
      }
      if let last = pending { _ = write(last, before: nil, width: width, in: bytes, into: &builder) }
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
      while position < line.upperBound, position - digits < 17, let digit = CharacterClass.hex(bytes[position]) {
        value = value << 4 | Int(digit)
        position += 1
      }
      guard 4...16 ~= position - digits, position < line.upperBound else { return nil }
      let separator = position
      while position < line.upperBound, HexDump.isGap(bytes[position]) { position += 1 }
      guard position > separator, line.upperBound - position >= 2 else { return nil }
      guard CharacterClass.hex(bytes[position]) != nil, CharacterClass.hex(bytes[position + 1]) != nil else {
        return nil
      }
      (self.line, self.next, offset, start) = (line, next, value, position)
    }
  }

  /// How many bytes a line shows at most.
  private static let widest = 64

  /// Writes the hex digits of a row; the offset of the next row says how many there are at most.
  ///
  /// The last row counts only if the one before was written, and is no wider. Returns the width, 0 if it was not.
  private static func write(
    _ row: Row, before next: Row?, width: Int, in bytes: Span<UInt8>, into builder: inout LayerBuilder
  ) -> Int {
    let distance = next.map { $0.offset &- row.offset } ?? width
    guard 1...4096 ~= distance, width > 0 || row.offset == 0 else {
      builder.keep(row.line.lowerBound..<row.next)
      return 0
    }
    let count = min(distance, widest)
    var position = row.start
    var written = 0
    while written < count, position + 1 < row.line.upperBound {
      if HexDump.isGap(bytes[position]) || bytes[position] == 0x2D {
        position += 1
        continue
      }
      guard CharacterClass.hex(bytes[position]) != nil, CharacterClass.hex(bytes[position + 1]) != nil else { break }
      builder.keep(position..<position + 2)
      written += 1
      position += 2
    }
    builder.put(0x0A, at: row.line.lowerBound)
    builder.mark(.hexDump, row.line)
    return distance
  }
}
