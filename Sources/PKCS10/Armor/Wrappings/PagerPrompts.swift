// SPDX-License-Identifier: Apache-2.0

/// Prompts of a pager in text copied from a terminal: `--More--`, `--More--(50%)`, `---(more)---`, `<--- More --->`,
/// `-- More --`, `lines 1-23/40 (END)`, `Press any key to continue`.
///
/// The terminal overwrites a prompt with blanks, after which the text continues on the same line.
enum PagerPrompts {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\n") + $0.count(of: "\r") > 0 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var lines = TextLines()
      while builder.work.step(), let (line, next) = lines.next(in: bytes) {
        let content = bytes.trimmed(line)
        guard let end = promptEnd(content, in: bytes) else {
          builder.keep(line.lowerBound..<next)
          continue
        }
        builder.mark(.pager, line)
        let rest = bytes.end(from: end, to: line.upperBound, while: CharacterClass.isBlank)
        if rest < line.upperBound { builder.keep(rest..<next) }
      }
    })

  /// The longest prompt.
  private static let longest = 100
  /// The word of the prompt in the languages of `more`.
  private static let words = ["more", "mehr", "plus", "mais", "altro", "meer"]
  /// Prompts without dashes, and what else the line contains.
  private static let sentences = [("press ", "continue"), ("press ", "any key"), ("more: <space>", "")]

  /// The end of the prompt at the start of a line without surrounding blanks, or nil.
  private static func promptEnd(_ line: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard let first = line.first else { return nil }
    switch bytes[first] {
    case UInt8(ascii: "-"), UInt8(ascii: "<"), UInt8(ascii: "("): return dashed(line, in: bytes)
    case UInt8(ascii: ":") where line.count == 1: return line.upperBound
    case UInt8(ascii: "l"), UInt8(ascii: "L"): return isPosition(line, in: bytes) ? line.upperBound : nil
    case UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "m"), UInt8(ascii: "M"):
      guard line.count <= longest else { return nil }
      let text = bytes.extracting(line)
      let isPrompt = sentences.contains { text.hasLetters($0.0, at: 0) && text.find($0.1, within: longest) }
      return isPrompt ? line.upperBound : nil
    default: return nil
    }
  }

  /// A word between dashes or brackets, with a percentage or a remark in brackets: `---(more 45%)---`.
  private static func dashed(_ line: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    if line.count == 5, bytes.hasLetters("(end)", at: line.lowerBound) { return line.upperBound }
    let limit = min(line.upperBound, line.lowerBound + longest)
    let opening = bytes.end(from: line.lowerBound, to: limit) { $0 == 0x2D || $0 == 0x3C || $0 == 0x28 || $0 == 0x20 }
    guard let word = words.first(where: { bytes.hasLetters($0, at: opening) }) else { return nil }
    var end = opening + word.utf8.count
    let percentage = bytes.end(from: end, to: limit) { $0 == 0x20 || CharacterClass.isDigit($0) }
    if percentage < limit, bytes[percentage] == 0x25 { end = percentage + 1 }
    end = bytes.end(from: end, to: limit) { $0 == 0x29 }
    let space = bytes.end(from: end, to: limit) { $0 == 0x20 }
    let closing = bytes.end(from: space, to: limit) { $0 == 0x2D || $0 == 0x3E }
    guard closing - space >= 1, closing - space + opening - line.lowerBound >= 3 else { return nil }
    return remarkEnd(after: closing, to: limit, in: bytes)
  }

  /// The end of a remark such as `(50%)`, ` (Next file: b.pem)`, ` or (q)uit` or `, next page: Space, … --`.
  private static func remarkEnd(after start: Int, to limit: Int, in bytes: Span<UInt8>) -> Int {
    if bytes.hasLetters(", next page", at: start) || bytes.hasLetters(" or (q)uit", at: start) {
      return bytes.end(from: start, to: limit) { !CharacterClass.isLineEnd($0) }
    }
    let bracket = bytes.end(from: start, to: limit) { $0 == 0x20 }
    guard bracket < limit, bytes[bracket] == 0x28 else { return start }
    let end = bytes.end(from: bracket, to: limit) { $0 != 0x29 }
    return end < limit ? end + 1 : start
  }

  /// Whether the line is a position that less prints, such as `lines 1-23/40 57%` or `lines 24-40/40 (END)`.
  private static func isPosition(_ line: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard line.count <= 40, bytes.hasLetters("lines ", at: line.lowerBound) else { return false }
    let end = bytes.end(from: line.lowerBound + 6, to: line.upperBound) {
      CharacterClass.isDigit($0) || $0 == 0x2D || $0 == 0x2F || $0 == 0x20 || $0 == 0x25
    }
    return end > line.lowerBound + 6 && (end == line.upperBound || bytes.hasLetters("(end)", at: end))
  }
}
