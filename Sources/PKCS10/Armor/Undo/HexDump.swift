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
      var isDump = false
      while let (line, next) = lines.next(in: bytes) {
        let row = Row(line, next: next, in: bytes)
        if let previous = pending {
          isDump = write(previous, before: row, isDump: isDump, in: bytes, into: &builder)
        }
        pending = row
        guard row == nil else { continue }
        // hexdump closes with the offset of the end.
        let isClosing = isDump && 4...8 ~= line.count && line.allSatisfy { CharacterClass.hex(bytes[$0]) != nil }
        if isClosing { builder.mark(.hexDump, line) } else { builder.keep(line.lowerBound..<next) }
      }
      if let last = pending { _ = write(last, before: nil, isDump: isDump, in: bytes, into: &builder) }
    })

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
      while position < line.upperBound, position - digits < 9, let digit = CharacterClass.hex(bytes[position]) {
        value = value << 4 | Int(digit)
        position += 1
      }
      guard 4...8 ~= position - digits, position < line.upperBound else { return nil }
      let separator = position
      while position < line.upperBound, [0x20, 0x09, 0x3A].contains(bytes[position]) { position += 1 }
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
  /// The last row counts only if the one before was written. Returns whether this one was.
  private static func write(
    _ row: Row, before next: Row?, isDump: Bool, in bytes: Span<UInt8>, into builder: inout LayerBuilder
  ) -> Bool {
    let distance = next.map { $0.offset - row.offset } ?? (isDump ? 16 : 0)
    guard 1...4096 ~= distance, isDump || row.offset == 0 else {
      builder.keep(row.line.lowerBound..<row.next)
      return false
    }
    let count = min(distance, widest)
    var position = row.start
    var written = 0
    while written < count, position + 1 < row.line.upperBound {
      if [0x20, 0x09, 0x3A, 0x2D].contains(bytes[position]) {
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
    return true
  }
}
