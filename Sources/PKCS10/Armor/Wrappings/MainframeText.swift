// SPDX-License-Identifier: Apache-2.0

/// Text in EBCDIC, as mainframes keep it: code pages 037, 500 and 1047, which agree in the characters of armor.
///
/// Lines end in NL (15), LF (25) or CR LF; a data set with records of 80 characters has no line ends.
enum MainframeText {
  static let unwrapping = Unwrapping(
    mayApply: { $0.nonASCII > $0.total / 2 && $0.total >= shortest },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      guard isEBCDIC(bytes) else { return }
      builder.mark(.ebcdic, 0..<bytes.count)
      for position in bytes.indices where builder.work.step() {
        let character = table[Int(bytes[position])]
        builder.put(character == unknown ? UInt8(ascii: "?") : character, at: position)
      }
    })

  private static let shortest = 64
  private static let unknown: UInt8 = 0

  /// Runs of consecutive characters and their first code.
  private static let runs: [(UInt8, String)] = [
    (0xC1, "ABCDEFGHI"), (0xD1, "JKLMNOPQR"), (0xE2, "STUVWXYZ"), (0x81, "abcdefghi"), (0x91, "jklmnopqr"),
    (0xA2, "stuvwxyz"), (0xF0, "0123456789"), (0x4B, ".<(+|&"), (0x5B, "$*);"), (0x60, "-/"), (0x6B, ",%_>?"),
    (0x7A, ":#@'=\""), (0x40, " "), (0x41, " "), (0x05, "\t"), (0x15, "\n"), (0x25, "\n"), (0x0D, "\r"),
  ]

  private static let table: InlineArray<256, UInt8> = {
    var table = InlineArray<256, UInt8>(repeating: unknown)
    for (first, characters) in runs {
      for (index, character) in characters.utf8.enumerated() { table[Int(first) + index] = character }
    }
    return table
  }()

  /// Whether nearly all bytes are characters of EBCDIC text, and most of them letters or digits.
  private static func isEBCDIC(_ bytes: Span<UInt8>) -> Bool {
    var known = 0
    var words = 0
    for index in bytes.indices {
      let character = table[Int(bytes[index])]
      if character != unknown { known += 1 }
      if CharacterClass.isLetter(character) || CharacterClass.isDigit(character) { words += 1 }
    }
    return known >= bytes.count - bytes.count / 20 && words > bytes.count / 2
  }
}
