// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Restores `+` signs that a form post turned into spaces, even if the spaces were then trimmed, and removes the letter
/// n that is left of `\n` after its backslash was stripped.
///
/// Each repair is a guess. A few layouts are tried in turn; a guess counts only if it gives a request of exactly the
/// length in its header whose self-signature verifies.
enum CharacterRecovery {
  struct Repaired {
    let der: [UInt8]
    let repairs: [ArmorRepair]
  }

  /// Layout repairs that the lost characters explain.
  static let layoutArtifacts: Set<ArmorRepair> = [
    .padding, .lineBreaks, .lineLength, .indentation, .trailingSpaces,
  ]

  /// Line widths that software writes.
  private static let widths = [64, 76, 72, 48, 60]

  /// Returns the request in a damaged body, or nil.
  static func repair(_ range: Range<Int>, in bytes: Span<UInt8>, proof: (Span<UInt8>) -> Bool) -> Repaired? {
    guard let lines = lines(range, in: bytes), isWorthwhile(lines) else { return nil }
    var tried: Set<[UInt8]> = []
    for guess in guesses {
      guard let (text, repairs) = guess(lines), tried.insert(text).inserted else { continue }
      guard let der = Base64.decode(text.span, in: 0..<text.count)?.bytes else { continue }
      guard case .total(der.count) = ObjectHeader(0..<der.count, in: der.span) else { continue }
      guard ObjectIdentity.isRequest(0..<der.count, in: der.span), proof(der.span) else { continue }
      return Repaired(der: der, repairs: repairs)
    }
    return nil
  }

  private typealias Guess = @Sendable ([ArraySlice<UInt8>]) -> (text: [UInt8], repairs: [ArmorRepair])?

  /// The possible kinds of damage, the simplest first.
  private static let guesses: [Guess] = [
    { (spacesToPlus($0), [.plusEaten]) },
    { (spacesToPlus($0.map(trimmedLeft)), [.plusEaten]) },
    { (spacesToPlus($0.map(trimmed)), [.plusEaten]) },
    { lines in padded(lines.map(trimmedRight)).map { ($0, [.plusEaten, .plusTrimmed]) } },
    { lines in padded(lines.map(trimmed)).map { ($0, [.plusEaten, .plusTrimmed]) } },
    { lines in widths.lazy.compactMap { unwrapped(lines, width: $0) }.first.map { ($0, [.plusEaten, .lineBreaks]) } },
    { lines in withoutLetters(lines, "n").map { ($0, [.strippedEscapes]) } },
    { lines in withoutLetters(lines, "rn").map { ($0, [.strippedEscapes]) } },
  ]

  /// The non-empty lines, or nil if there is anything besides Base64 and spaces.
  private static func lines(_ range: Range<Int>, in bytes: Span<UInt8>) -> [ArraySlice<UInt8>]? {
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    for index in range {
      guard CharacterClass.of(bytes[index]) != CharacterClass.other else { return nil }
      text.append(bytes[index])
    }
    let lines = text.split { CharacterClass.isLineEnd($0) }.filter { line in !line.allSatisfy { $0 == 0x20 } }
    return lines.isEmpty ? nil : lines
  }

  /// Whether there are spaces, lines of different lengths, or letters in place of line ends.
  private static func isWorthwhile(_ lines: [ArraySlice<UInt8>]) -> Bool {
    if lines.contains(where: { $0.contains(0x20) }) { return true }
    if lines.count == 1 { return lines[0].first == UInt8(ascii: "n") || lines[0].first == UInt8(ascii: "r") }
    return lines.dropLast().contains { $0.count != lines[0].count }
  }

  private static func trimmedRight(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.prefix(through: line.lastIndex { $0 != 0x20 } ?? line.startIndex)
  }

  private static func trimmedLeft(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.drop { $0 == 0x20 }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> { trimmedLeft(trimmedRight(line)) }

  private static func spacesToPlus(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
    lines.joined().map { $0 == 0x20 ? 0x2B : $0 }
  }

  /// The lines padded with `+` to the length of the longest; nil if that takes more than a few.
  private static func padded(_ lines: [ArraySlice<UInt8>]) -> [UInt8]? {
    guard let width = lines.map(\.count).max(), lines.count > 1 else { return nil }
    var text: [UInt8] = []
    var added = 0
    for (index, line) in lines.enumerated() {
      text += spacesToPlus([line])
      guard index < lines.count - 1 else { break }
      added += width - line.count
      guard width - line.count <= 4 else { return nil }
      text += repeatElement(0x2B, count: width - line.count)
    }
    return added > 0 ? text : nil
  }

  /// One line in which each space after `width` characters was a line end and every other space a `+`.
  private static func unwrapped(_ lines: [ArraySlice<UInt8>], width: Int) -> [UInt8]? {
    guard lines.count == 1, let line = lines.first.map(trimmed), line.count > width else { return nil }
    var text: [UInt8] = []
    var column = 0
    for byte in line {
      if column == width {
        guard byte == 0x20 else { return nil }
        column = 0
        continue
      }
      text.append(byte == 0x20 ? 0x2B : byte)
      column += 1
    }
    return text
  }

  /// One line with the letters before, between and after pieces of equal length.
  private static func withoutLetters(_ lines: [ArraySlice<UInt8>], _ letters: String) -> [UInt8]? {
    let mark = Array(letters.utf8)
    guard lines.count == 1, let line = lines.first.map(trimmed), line.starts(with: mark) else { return nil }
    var rest = line.dropFirst(mark.count)
    var text: [UInt8] = []
    for width in widths where rest.dropFirst(width).starts(with: mark) {
      for start in stride(from: rest.startIndex, to: line.endIndex, by: width + mark.count) {
        rest = line[start...]
        guard rest.count > width else { break }
        text += rest.prefix(width)
        rest = rest.dropFirst(width)
        guard rest.starts(with: mark) else { return nil }
        rest = rest.dropFirst(mark.count)
      }
      if rest.suffix(mark.count).elementsEqual(mark) { rest = rest.dropLast(mark.count) }
      return text + rest
    }
    return nil
  }
}
