// SPDX-License-Identifier: Apache-2.0

/// UTF-16 and UTF-32, with or without a byte order mark, as Windows editors and PowerShell write them.
enum WideCharacters {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\0") * 5 >= $0.total && $0.total >= 4 || $0.nonASCII > 1 },
    remove: { builder in
      guard let form = Form(builder.source.bytes.span) else { return }
      builder.mark(form.width == 2 ? .utf16 : .utf32, 0..<builder.source.bytes.count)
      decode(form, into: &builder)
    })

  /// The width of a unit in bytes and their order.
  struct Form: Hashable {
    let width: Int
    let isLittleEndian: Bool

    init(width: Int, isLittleEndian: Bool) {
      self.width = width
      self.isLittleEndian = isLittleEndian
    }

    /// Detects the form by its byte order mark, else by the positions of the zero bytes of ASCII text.
    init?(_ bytes: Span<UInt8>) {
      let marks: [([UInt8], Form)] = [
        ([0xFF, 0xFE, 0, 0], Form(width: 4, isLittleEndian: true)),
        ([0, 0, 0xFE, 0xFF], Form(width: 4, isLittleEndian: false)),
        ([0xFF, 0xFE], Form(width: 2, isLittleEndian: true)),
        ([0xFE, 0xFF], Form(width: 2, isLittleEndian: false)),
      ]
      // ASCII in UTF-16 has zero bytes; without any, the mark is wrong.
      for (mark, form) in marks where bytes.hasBytes(mark, at: 0) && Form.hasZero(bytes) {
        self = form
        return
      }
      var zeros: InlineArray<4, Int> = .init(repeating: 0)
      let sample = min(bytes.count, 512) & ~3
      guard sample >= 16 else { return nil }
      for index in 0..<sample where bytes[index] == 0 { zeros[index & 3] += 1 }
      let most = sample / 4 * 3 / 4
      let few = sample / 4 / 8
      switch (zeros[0], zeros[1], zeros[2], zeros[3]) {
      case (...few, most..., most..., most...): self.init(width: 4, isLittleEndian: true)
      case (most..., most..., most..., ...few): self.init(width: 4, isLittleEndian: false)
      case (...few, most..., ...few, most...): self.init(width: 2, isLittleEndian: true)
      case (most..., ...few, most..., ...few): self.init(width: 2, isLittleEndian: false)
      default: return nil
      }
    }

    private static func hasZero(_ bytes: Span<UInt8>) -> Bool {
      bytes.indices.prefix(1 << 16).contains { bytes[$0] == 0 }
    }

    func unit(at offset: Int, in bytes: Span<UInt8>) -> UInt32 {
      var value: UInt32 = 0
      for index in 0..<width {
        value = value << 8 | UInt32(bytes[offset + (isLittleEndian ? width - 1 - index : index)])
      }
      return value
    }
  }

  private static func decode(_ form: Form, into builder: inout LayerBuilder) {
    let source = builder.source.bytes
    let bytes = source.span
    var offset = 0
    while bytes.count - offset >= form.width, builder.work.step() {
      let start = offset
      var value = form.unit(at: offset, in: bytes)
      offset += form.width
      if form.width == 2, value & 0xFC00 == 0xD800, bytes.count - offset >= 2 {
        let low = form.unit(at: offset, in: bytes)
        if low & 0xFC00 == 0xDC00 {
          value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
          offset += 2
        }
      }
      if value == 0xFEFF { continue }
      builder.put(Unicode.Scalar(value) ?? "\u{FFFD}", at: start)
    }
  }
}

/// The substitutes of word processors, web pages and terminals for plain ASCII: typographic dashes and quotation marks,
/// no-break and zero-width spaces, full-width letters, control characters and colour codes.
enum Typography {
  static let unwrapping = Unwrapping(
    mayApply: { $0.nonASCII > 0 || $0.controls > 0 },
    remove: { builder in
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

  /// Bytes of Windows-1252, for text that is not UTF-8.
  private static let windows1252: [UInt8: Action] = [
    0x96: .dash, 0x97: .dash, 0xA0: .space, 0xAD: .nothing, 0x93: .quote, 0x94: .quote,
  ]

  private static func action(for value: UInt32) -> Action? {
    if 0xFF01...0xFF5E ~= value {
      return Action(replacement: UInt8(truncatingIfNeeded: value - 0xFEE0), repair: .fullWidth)
    }
    return sorted.first { $0.key.upperBound >= value }.flatMap { $0.key.contains(value) ? $0.value : nil }
  }

  /// The non-ASCII character at a position: its length and its replacement.
  private static func scalar(at position: Int, in bytes: Span<UInt8>) -> (Int, Action?) {
    var reader = UTF8Reader(position..<min(position + 4, bytes.count))
    guard let scalar = reader.next(in: bytes)?.scalar else { return (1, windows1252[bytes[position]]) }
    return (UTF8.width(scalar), action(for: scalar.value))
  }

  /// A control character, or an entire terminal control sequence (ECMA-48 §5.4).
  private static func control(at position: Int, in bytes: Span<UInt8>) -> (Int, Action?) {
    guard bytes[position] == 0x1B, position + 1 < bytes.count, bytes[position + 1] == 0x5B else {
      return (1, .control)
    }
    let end = bytes.end(from: position + 2, to: min(bytes.count, position + 32)) { 0x20...0x3F ~= $0 }
    return (min(end + 1, bytes.count) - position, .control)
  }
}
