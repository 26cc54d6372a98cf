// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Text that was encoded in its entirety in Base64 or hex: the PEM in a Kubernetes object, Base64 of Base64.
///
/// Only data that decodes to text throughout is replaced; DER is left to `Locator`.
enum NestedText {
  static let unwrapping = Unwrapping(
    mayApply: { $0.total >= shortest },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        guard CharacterClass.isBase64(bytes[position]) else {
          position += 1
          continue
        }
        let word = bytes.base64Length(at: position, limit: Int.max)
        guard word >= shortestWord, let run = Run(at: position, firstWord: word, in: bytes) else {
          position += word
          continue
        }
        if let text = run.text {
          builder.keep(kept..<position)
          run.write(text, into: &builder)
          builder.mark(.nested, position..<run.end)
          kept = run.end
        }
        builder.work.add(run.end - position)
        position = max(run.end, position + word)
      }
      builder.keep(kept..<bytes.count)
    })

  private static let shortest = 64
  private static let shortestWord = 32

  /// A run of encoded text, possibly over several lines.
  private struct Run {
    let start: Int
    let end: Int
    /// The decoded text, or nil if it is not text.
    let text: [UInt8]?

    /// Nil if the first characters do not encode text.
    init?(at start: Int, firstWord: Int, in bytes: Span<UInt8>) {
      self.start = start
      let isHex = (0..<firstWord).allSatisfy { bytes[start + $0].hexadecimalValue != nil }
      let decode = isHex ? Run.hex : Run.base64
      guard let sample = decode(start..<start + 32, bytes), Run.plainText(sample) != nil else { return nil }
      end = Run.end(from: start, group: isHex ? 2 : 4, in: bytes)
      text = Run.isBroken(at: end, in: bytes) ? nil : decode(start..<end, bytes).flatMap(Run.plainText)
    }

    /// One past the last character or `=`: lines as long as the first, and a shorter one that completes the last group.
    private static func end(from start: Int, group: Int, in bytes: Span<UInt8>) -> Int {
      let width = bytes.base64Length(at: start, limit: Int.max)
      var end = start + width
      var characters = width
      while end < bytes.count, CharacterClass.isLineEnd(bytes[end]) {
        let position = bytes.end(from: end, to: bytes.count, while: CharacterClass.isBlank)
        let word = bytes.base64Length(at: position, limit: width + 1)
        let isPadded = position + word < bytes.count && bytes[position + word] == 0x3D
        guard word == width || word > 0 && word < width && (isPadded || (characters + word) % group == 0) else { break }
        end = position + word
        characters += word
        if word < width { break }
      }
      return bytes.end(from: end, to: bytes.count) { $0 == 0x3D }
    }

    /// Whether the `=` at the end is a soft line break of quoted-printable instead.
    private static func isBroken(at end: Int, in bytes: Span<UInt8>) -> Bool {
      guard bytes[end - 1] == 0x3D, end < bytes.count, CharacterClass.isLineEnd(bytes[end]) else { return false }
      let next = end + (bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1)
      return bytes.base64Length(at: next, limit: 16) == 16 && bytes[end - 2] != 0x3D
    }

    private static func base64(_ range: Range<Int>, _ bytes: Span<UInt8>) -> [UInt8]? {
      var compact: [UInt8] = []
      compact.reserveCapacity(range.count)
      for index in range where !CharacterClass.isBlank(bytes[index]) { compact.append(bytes[index]) }
      while compact.last == 0x3D { compact.removeLast() }
      return Base64.decode(compact.span, in: 0..<compact.count)?.bytes
    }

    private static func hex(_ range: Range<Int>, _ bytes: Span<UInt8>) -> [UInt8]? {
      var decoded: [UInt8] = []
      decoded.reserveCapacity(range.count / 2)
      var high: UInt8?
      for index in range where !CharacterClass.isBlank(bytes[index]) {
        guard let digit = bytes[index].hexadecimalValue else { return nil }
        if let first = high { decoded.append(first << 4 | digit) }
        high = high == nil ? digit : nil
      }
      return high == nil ? decoded : nil
    }

    /// The text in these bytes, or nil for anything else. PowerShell encodes UTF-16.
    private static func plainText(_ decoded: [UInt8]) -> [UInt8]? {
      let bytes = decoded.span
      var text = decoded
      if let form = WideCharacters.Form(bytes), form.width == 2 {
        let units = stride(from: 0, to: decoded.count & ~1, by: 2).map { form.unit(at: $0, in: bytes) }
        guard units.allSatisfy({ $0 < 0x80 || $0 == 0xFEFF }) else { return nil }
        text = units.compactMap { UInt8(exactly: $0) }
      } else if bytes.hasBytes([0xEF, 0xBB, 0xBF], at: 0) {
        text.removeFirst(3)
      }
      var reader = UTF8Reader(0..<text.count)
      while let (offset, scalar) = reader.next(in: text.span) {
        // A sample may end within a character.
        guard let scalar else { return offset + 3 >= text.count ? text : nil }
        let isBlank = scalar.value < 0x20 && CharacterClass.isBlank(UInt8(scalar.value))
        guard isBlank || scalar.value >= 0x20 && scalar.value != 0x7F else { return nil }
      }
      return text
    }

    /// Writes the text; origins are exact every 48 bytes, which are 64 Base64 characters.
    func write(_ text: [UInt8], into builder: inout LayerBuilder) {
      for index in text.indices {
        builder.put(text[index], at: min(start + index / 48 * 64 + index % 48, end - 1))
      }
    }
  }
}
