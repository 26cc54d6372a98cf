// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding (RFC 3986 §2.1) and the form encoding built on it, where `+` stands for a space.
///
/// Encoded text has no blanks, so each run without blanks is decided by itself. A `+` is a space only where the words
/// of a BEGIN or END line are joined by it or a `%2B` occurs: elsewhere it may be the `+` of Base64.
enum PercentEncoding {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "%") > 0 || $0.count(of: "+") > 1 },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var position = 0
      while position < bytes.count, builder.work.step() {
        let start = position
        let word = bytes.end(from: start, to: bytes.count, while: CharacterClass.isBlank)
        builder.keep(start..<word)
        position = bytes.end(from: word, to: bytes.count) { !CharacterClass.isBlank($0) }
        decode(word..<position, in: bytes, into: &builder)
      }
    })

  private static func decode(_ word: Range<Int>, in bytes: Span<UInt8>, into builder: inout LayerBuilder) {
    let isForm = joinsLabel(word, in: bytes)
    var kept = word.lowerBound
    var position = word.lowerBound
    while position < word.upperBound, builder.work.step() {
      let byte = bytes[position]
      if byte == 0x25, word.upperBound - position >= 3, let high = CharacterClass.hex(bytes[position + 1]),
        let low = CharacterClass.hex(bytes[position + 2])
      {
        builder.keep(kept..<position)
        builder.put(high << 4 | low, at: position)
        builder.mark(.percent, position..<position + 3)
        position += 3
        kept = position
      } else if byte == 0x2B, isForm {
        builder.keep(kept..<position)
        builder.put(0x20, at: position)
        builder.mark(.form, position..<position + 1)
        position += 1
        kept = position
      } else {
        position += 1
      }
    }
    builder.keep(kept..<word.upperBound)
  }

  /// Whether `BEGIN+` or `END+` occurs, or a colon and a space as a form has them, or the `+` of Base64 is written
  /// otherwise.
  private static func joinsLabel(_ word: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    for position in word {
      if bytes.hasLetters("%2b", at: position) || bytes.hasLetters("%3a+", at: position) { return true }
      guard bytes[position] == 0x2B else { continue }
      if bytes.hasLetters("begin", at: position - 5) || bytes.hasLetters("-end", at: position - 4) { return true }
    }
    return false
  }
}
