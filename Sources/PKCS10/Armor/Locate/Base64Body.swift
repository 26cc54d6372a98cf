// SPDX-License-Identifier: Apache-2.0

/// Base64 with any blanks in it, decoded, and a record of its layout.
struct Base64Body {
  private(set) var decoded: [UInt8] = []
  /// The first character of Base64, or the start of the range.
  private(set) var start: Int
  /// One past the last character or `=`.
  private(set) var end: Int
  /// The first byte that is neither Base64 nor blank.
  private(set) var fault: Int?
  /// The number of such bytes that were skipped.
  private(set) var stray = 0
  /// The number of Base64 characters without `=`.
  private(set) var characters = 0
  private(set) var pads = 0
  private(set) var layout = BodyLayout()
  /// Whether `+` or `/` occurs.
  private(set) var hasStandard = false
  /// The first `-` or `_`.
  private(set) var firstURL: Int?
  /// Whether two hyphens follow each other, as in the prompt of a pager.
  private(set) var hasDashes = false
  /// The object is larger than the limit; only its header was decoded.
  private(set) var isTooLarge = false

  private var lastDash: Int?
  private var bits: UInt32 = 0
  private var bitCount: UInt32 = 0
  /// The total length by the DER header, once it has been read.
  private var total = Int.max

  /// Decodes a range.
  ///
  /// - Parameters:
  ///   - stopsAfterObject: whether to stop after the object that the header describes, instead of at the range's end.
  ///   - skipsStray: whether to continue after a byte that is neither Base64 nor blank.
  ///   - limit: the largest object.
  init(_ range: Range<Int>, in bytes: Span<UInt8>, stopsAfterObject: Bool, skipsStray: Bool = false, limit: Int) {
    (start, end) = (range.lowerBound, range.lowerBound)
    var isComplete = false
    defer { if isComplete { layout.finish() } }
    for position in range {
      let byte = bytes[position]
      let value = CharacterClass.of(byte)
      switch value {
      case 0..<64:
        if pads > 0 || stopsAfterObject && decoded.count >= total { return }
        note(byte, at: position)
        add(UInt32(value))
        if total > limit, total < Int.max || decoded.count > limit {
          isTooLarge = true
          end = range.upperBound
          return
        }
      case CharacterClass.blank:
        // The layout after the object does not belong to it.
        if !stopsAfterObject || decoded.count < total { layout.addBlank(bytes, at: position) }
      case CharacterClass.pad:
        if stopsAfterObject, pads == 2 { return }
        pads += 1
        end = position + 1
      default:
        if fault == nil { fault = position }
        guard skipsStray else { return }
        stray += 1
      }
    }
    isComplete = true
  }

  /// Adds six bits.
  private mutating func add(_ value: UInt32) {
    bits = bits << 6 | value
    bitCount += 6
    guard bitCount >= 8 else { return }
    bitCount -= 8
    decoded.append(UInt8(truncatingIfNeeded: bits >> bitCount))
    if decoded.count == ObjectHeader.reach { total = promisedLength() }
  }

  private mutating func note(_ byte: UInt8, at position: Int) {
    if characters == 0 { start = position }
    characters += 1
    end = position + 1
    layout.addCharacter()
    if byte == 0x2B || byte == 0x2F { hasStandard = true }
    guard byte == 0x2D || byte == 0x5F else { return }
    firstURL = firstURL ?? position
    if byte == 0x2D, lastDash == position - 1 { hasDashes = true }
    if byte == 0x2D { lastDash = position }
  }

  private func promisedLength() -> Int {
    switch ObjectHeader(0..<decoded.count, in: decoded.span) {
    case .total(let total): total == Int.max ? Int.max - 1 : total
    case .indefinite, .short, .none: Int.max
    }
  }

  /// Whether it contains only the character with which every SEQUENCE starts.
  var isFirstCharacter: Bool { characters == 1 && bits == 0x0C }

  /// Whether `-` or `_` occurs.
  var hasURL: Bool { firstURL != nil }

  /// The first URL-safe character if both alphabets occur. No software writes both, so the text is damaged.
  var firstMixed: Int? { hasStandard ? firstURL : nil }

  /// Whether the `=` padding does not fit the number of bytes.
  var hasWrongPadding: Bool { pads != (3 - decoded.count % 3) % 3 }
}

/// How the Base64 is divided into lines.
struct BodyLayout: Sendable {
  private(set) var hasCRLF = false
  private(set) var hasCR = false
  private(set) var hasBlankLines = false
  private(set) var hasIndentation = false
  private(set) var hasTrailingSpaces = false
  /// Base64 characters are on the first line, which is that of the BEGIN line.
  private(set) var startsOnFirstLine = false
  /// No line end follows the last character.
  private(set) var endsOnLastLine = false
  /// The number of blanks between characters of one line.
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

  /// Marks the end of the range.
  mutating func finish() {
    if lineCharacters > 64 { hasOddLines = true }
    endsOnLastLine = lineCharacters > 0
    if spaces > 0, lineCharacters == 0, lines > 0 { hasIndentation = true }
  }

  /// The repairs of the layout of Base64 between BEGIN and END lines.
  func repairs(hasFooter: Bool) -> [ArmorRepair] {
    var repairs = bareRepairs
    let isBroken = startsOnFirstLine || innerSpaces > 0 || hasFooter && endsOnLastLine
    if isBroken { repairs.append(.lineBreaks) } else if hasOddLines { repairs.append(.lineLength) }
    return repairs
  }

  /// The repairs of the layout of bare Base64, which may have lines of any length.
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
