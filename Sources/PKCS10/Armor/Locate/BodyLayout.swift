// SPDX-License-Identifier: Apache-2.0

/// How Base64 was broken into lines.
struct BodyLayout: Sendable {
  private(set) var hasCRLF = false
  private(set) var hasCR = false
  private(set) var hasBlankLines = false
  private(set) var hasIndentation = false
  private(set) var hasTrailingSpaces = false
  /// Characters of Base64 stand on the first line, which is that of a BEGIN line.
  private(set) var startsOnFirstLine = false
  /// The last character has no line end after it.
  private(set) var endsOnLastLine = false
  /// Blanks between characters of one line.
  private(set) var innerSpaces = 0
  private(set) var hasOddLines = false

  private var lines = 0
  private var lineCharacters = 0
  private var lastLength = 0
  private var spaces = 0

  mutating func addCharacter() {
    if spaces > 0 {
      if lineCharacters > 0 || lines == 0 { innerSpaces += spaces } else { hasIndentation = true }
      spaces = 0
    }
    if lines == 0 { startsOnFirstLine = true }
    if lineCharacters == 0 {
      // Only the last line may be shorter than 64 characters.
      if lastLength > 0, lastLength != 64 { hasOddLines = true }
    }
    lineCharacters += 1
  }

  mutating func addBlank(_ bytes: Span<UInt8>, at position: Int) {
    switch bytes[position] {
    case 0x0D where position + 1 < bytes.count && bytes[position + 1] == 0x0A:
      hasCRLF = true
    case 0x0D:
      hasCR = true
      endLine()
    case 0x0A:
      endLine()
    default:
      spaces += 1
    }
  }

  private mutating func endLine() {
    if spaces > 0 { hasTrailingSpaces = true }
    if lineCharacters == 0, lines > 0 { hasBlankLines = true }
    if lineCharacters > 64 { hasOddLines = true }
    if lineCharacters > 0 { lastLength = lineCharacters }
    lines += 1
    spaces = 0
    lineCharacters = 0
  }

  /// The range has ended.
  mutating func finish() {
    if lineCharacters > 64 { hasOddLines = true }
    endsOnLastLine = lineCharacters > 0
    if spaces > 0, lineCharacters == 0, lines > 0 { hasIndentation = true }
  }

  /// What is unusual, for Base64 between BEGIN and END lines.
  func repairs(hasFooter: Bool) -> [ArmorRepair] {
    var repairs = bareRepairs
    let isBroken = startsOnFirstLine || innerSpaces > 0 || hasFooter && endsOnLastLine
    if isBroken { repairs.append(.lineBreaks) } else if hasOddLines { repairs.append(.lineLength) }
    return repairs
  }

  /// What is unusual, whatever the length of lines.
  var bareRepairs: [ArmorRepair] {
    var repairs: [ArmorRepair] = []
    if hasCRLF { repairs.append(.crlf) }
    if hasCR { repairs.append(.cr) }
    if hasBlankLines { repairs.append(.blankLines) }
    if hasIndentation { repairs.append(.indentation) }
    if hasTrailingSpaces { repairs.append(.trailingSpaces) }
    return repairs
  }
}
