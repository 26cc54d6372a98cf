// SPDX-License-Identifier: Apache-2.0

/// UTF-16 and UTF-32, with or without a byte order mark, as Windows editors and PowerShell write them.
enum WideCharacters {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\0") * 5 >= $0.total && $0.total >= 4 || $0.nonASCII > 1 },
    undo: { builder in
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

    /// Tells the form by its byte order mark, else by where the zero bytes of ASCII text stand.
    init?(_ bytes: Span<UInt8>) {
      let marks: [([UInt8], Form)] = [
        ([0xFF, 0xFE, 0, 0], Form(width: 4, isLittleEndian: true)),
        ([0, 0, 0xFE, 0xFF], Form(width: 4, isLittleEndian: false)),
        ([0xFF, 0xFE], Form(width: 2, isLittleEndian: true)),
        ([0xFE, 0xFF], Form(width: 2, isLittleEndian: false)),
      ]
      // ASCII in UTF-16 has zero bytes; without any, the mark is a mistake.
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
