// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Armor in the string literals of a program or a JSON array, one or more per line, with anything that joins them.
///
/// A line is rewritten if everything in quotes could be a line of armor.
enum StringLiterals {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\"") > 3 || $0.count(of: "'") > 3 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var lines = TextLines()
      var group = Group()
      while builder.work.step(), let (line, next) = lines.next(in: bytes) {
        let literals = literals(in: line, bytes)
        if !literals.isEmpty, literals.allSatisfy({ isArmorLine($0, in: bytes) }) {
          group.lines.append((line.lowerBound..<next, literals))
          group.certain += literals.count { isMarker($0, in: bytes) || $0.count >= 40 }
        } else {
          group.write(in: bytes, into: &builder)
          builder.keep(line.lowerBound..<next)
        }
      }
      group.write(in: bytes, into: &builder)
    })

  /// Consecutive lines whose literals could all be armor.
  private struct Group {
    var lines: [(line: Range<Int>, literals: [Range<Int>])] = []
    /// The number of literals that are very likely armor. A single one is a value, which needs no joining.
    var certain = 0

    mutating func write(in bytes: Span<UInt8>, into builder: inout LayerBuilder) {
      for (line, literals) in lines {
        guard certain > 1 else {
          builder.keep(line)
          continue
        }
        for literal in literals {
          let content = StringLiterals.content(literal, in: bytes)
          guard !content.isEmpty else { continue }
          builder.keep(content)
          builder.put(0x0A, at: literal.upperBound)
        }
        builder.mark(.quoted, line)
      }
      self = Group()
    }
  }

  /// The literals of the line, without quotation marks; empty if the marks do not pair.
  private static func literals(in line: Range<Int>, _ bytes: Span<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: Int?
    var mark: UInt8 = 0
    var isEscaped = false
    for position in line {
      let byte = bytes[position]
      guard !isEscaped else {
        isEscaped = false
        continue
      }
      isEscaped = byte == 0x5C && open != nil
      if isEscaped { continue }
      if let start = open {
        if byte == mark {
          found.append(start..<position)
          open = nil
        }
      } else if byte == 0x22 || byte == 0x27 {
        mark = byte
        open = position + 1
      }
    }
    return open == nil ? found : []
  }

  /// The literal without trailing escaped line ends and blanks.
  private static func content(_ literal: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    var range = bytes.trimmed(literal)
    while range.count >= 2, bytes[range.upperBound - 2] == 0x5C,
      [UInt8(ascii: "n"), UInt8(ascii: "r")].contains(bytes[range.upperBound - 1])
    {
      range = bytes.trimmed(range.lowerBound..<range.upperBound - 2)
    }
    return range
  }

  private static func isMarker(_ literal: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    bytes.hasBytes([0x2D, 0x2D], at: literal.lowerBound) && literal.count <= 96
  }

  private static func isArmorLine(_ literal: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    let content = content(literal, in: bytes)
    if isMarker(content, in: bytes) {
      return bytes[content.upperBound - 1] == 0x2D && !content.contains { bytes[$0] == 0x5C }
    }
    return content.allSatisfy { CharacterClass.of(bytes[$0]) < CharacterClass.other }
  }
}

/// The escapes of JSON (RFC 8259 §7), C, Java, shells and Markdown: `\n`, `\/`, `\u002B`, `\x2b`, `\012`; the
/// `` `n `` of PowerShell, the `#012` of rsyslog and the `\par` of rich text.
///
/// Several consecutive backslashes are one escape that was escaped again, to any depth.
enum BackslashEscapes {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\\") > 0 || $0.count(of: "`") > 0 || $0.count(of: "#") > 0 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        guard bytes[position] == 0x5C || bytes[position] == 0x60 || bytes[position] == 0x23 else {
          position += 1
          continue
        }
        let start = position
        position = bytes.end(from: start + 1, to: bytes.count) { $0 == bytes[start] }
        guard
          let (end, scalar) = bytes[start] == 0x5C
            ? escape(after: position, in: bytes) : other(after: position, from: start, in: bytes)
        else { continue }
        builder.keep(kept..<start)
        if let scalar, end - position <= 3, let byte = UInt8(exactly: scalar.value) {
          // An escape with two or three digits is a byte, not a character.
          builder.put(byte, at: start)
        } else if let scalar {
          builder.put(scalar, at: start)
        }
        builder.mark(.escapes, start..<end)
        position = max(position, end)
        kept = end
      }
      builder.keep(kept..<bytes.count)
    })

  private static let letters: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t", UInt8(ascii: "f"): "\n",
    UInt8(ascii: "v"): "\n",
  ]

  /// The escape after the backslashes: its end and its character, which is nil for an escaped line end.
  private static func escape(after start: Int, in bytes: Span<UInt8>) -> (Int, Unicode.Scalar?)? {
    guard start < bytes.count else { return nil }
    let byte = bytes[start]
    if let word = words.first(where: { bytes.hasBytes($0, at: start) }) { return (start + word.count, "\n") }
    if let scalar = letters[byte] { return (start + 1, scalar) }
    switch byte {
    case UInt8(ascii: "u"): return number(at: start + 1, digits: 4, bits: 4, in: bytes)
    case UInt8(ascii: "x"): return number(at: start + 1, digits: 2, bits: 4, in: bytes)
    case 0x30...0x33: return number(at: start, digits: 3, bits: 3, in: bytes)
    case 0x0A, 0x0D: return (start, nil)
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return (start + 1, Unicode.Scalar(byte))
    default: return nil
    }
  }

  private static func number(
    at start: Int, digits: Int, bits: UInt32, in bytes: Span<UInt8>
  ) -> (Int, Unicode.Scalar?)? {
    guard bytes.count - start >= digits else { return nil }
    var value: UInt32 = 0
    for index in start..<start + digits {
      guard let digit = bytes[index].hexadecimalValue, digit < 1 << bits else { return nil }
      value = value << bits | UInt32(digit)
    }
    return (start + digits, Unicode.Scalar(value) ?? "\u{FFFD}")
  }

  /// Control words of rich text (RTF) that end a line, the longer ones first.
  private static let words = ["pard", "par", "line"].map { Array($0.utf8) }

  /// A single backtick before n, r or t, which is neither Base64 nor a code fence; or `#` and the octal digits of a
  /// line end.
  private static func other(after end: Int, from start: Int, in bytes: Span<UInt8>) -> (Int, Unicode.Scalar?)? {
    guard end - start == 1, end < bytes.count else { return nil }
    if bytes[start] == 0x23 {
      guard bytes.hasLetters("012", at: end) || bytes.hasLetters("015", at: end) else { return nil }
      return (end + 3, "\n")
    }
    return letters[bytes[end]].map { (end + 1, $0) }
  }
}
