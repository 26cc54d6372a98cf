// SPDX-License-Identifier: Apache-2.0


/// What word processors, web pages and terminals put in place of plain ASCII: typographic dashes and quotation marks,
/// no-break and zero-width spaces, full-width letters, control characters and colour codes.
enum Typography {
  static let unwrapping = Unwrapping(
    mayApply: { $0.nonASCII > 0 || $0.controls > 0 },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        let byte = bytes[position]
        guard byte >= 0x7F || byte < 0x20 && !CharacterClass.isBlank(byte) else {
          position += 1
          continue
        }
        let (length, action) = byte < 0x80 ? control(at: position, in: bytes) : scalar(at: position, in: bytes)
        if let action {
          builder.keep(kept..<position)
          if let replacement = action.replacement { builder.put(replacement, at: position) }
          builder.mark(action.repair, position..<position + length)
          kept = position + length
        }
        position += max(length, 1)
      }
      builder.keep(kept..<bytes.count)
    })

  private struct Action {
    let replacement: UInt8?
    let repair: ArmorRepair

    static let dash = Action(replacement: 0x2D, repair: .dashes)
    static let space = Action(replacement: 0x20, repair: .noBreakSpace)
    static let lineEnd = Action(replacement: 0x0A, repair: .noBreakSpace)
    static let nothing = Action(replacement: nil, repair: .zeroWidth)
    static let control = Action(replacement: nil, repair: .controlCharacters)
    static let quote = Action(replacement: 0x22, repair: .quoted)
  }

  private static let table: [ClosedRange<UInt32>: Action] = [
    0x2010...0x2015: .dash, 0x2212...0x2212: .dash, 0xFE58...0xFE58: .dash, 0xFE63...0xFE63: .dash,
    0x2500...0x2501: .dash, 0x00A0...0x00A0: .space, 0x1680...0x1680: .space, 0x2000...0x200A: .space,
    0x202F...0x202F: .space, 0x205F...0x205F: .space, 0x3000...0x3000: .space, 0x0085...0x0085: .lineEnd,
    0x2028...0x2029: .lineEnd, 0x00AD...0x00AD: .nothing, 0x061C...0x061C: .nothing, 0x180E...0x180E: .nothing,
    0x200B...0x200F: .nothing, 0x202A...0x202E: .nothing, 0x2060...0x206F: .nothing, 0xFE00...0xFE0F: .nothing,
    0xFEFF...0xFEFF: .nothing, 0x201C...0x201F: .quote, 0x00AB...0x00AB: .quote, 0x00BB...0x00BB: .quote,
  ]
  private static let sorted = table.sorted { $0.key.lowerBound < $1.key.lowerBound }

  /// Bytes of Windows-1252 that occur where a text is not UTF-8.
  private static let windows1252: [UInt8: Action] = [
    0x96: .dash, 0x97: .dash, 0xA0: .space, 0xAD: .nothing, 0x93: .quote, 0x94: .quote,
  ]

  private static func action(for value: UInt32) -> Action? {
    if 0xFF01...0xFF5E ~= value {
      return Action(replacement: UInt8(truncatingIfNeeded: value - 0xFEE0), repair: .fullWidth)
    }
    return sorted.first { $0.key.upperBound >= value }.flatMap { $0.key.contains(value) ? $0.value : nil }
  }

  /// The character that is not ASCII at a position: its length and what to do with it.
  private static func scalar(at position: Int, in bytes: Span<UInt8>) -> (Int, Action?) {
    var reader = UTF8Reader(position..<min(position + 4, bytes.count))
    guard let scalar = reader.next(in: bytes)?.scalar else { return (1, windows1252[bytes[position]]) }
    return (UTF8.width(scalar), action(for: scalar.value))
  }

  /// A control character, or a whole control sequence of a terminal (ECMA-48 §5.4).
  private static func control(at position: Int, in bytes: Span<UInt8>) -> (Int, Action?) {
    guard bytes[position] == 0x1B, position + 1 < bytes.count, bytes[position + 1] == 0x5B else {
      return (1, .control)
    }
    let end = bytes.end(from: position + 2, to: min(bytes.count, position + 32)) { 0x20...0x3F ~= $0 }
    return (min(end + 1, bytes.count) - position, .control)
  }
}
