// SPDX-License-Identifier: Apache-2.0

/// Armor as the string literals of a program or a JSON array, one or more a line, with whatever joins them.
///
/// A line is rewritten if all that it quotes could be a line of armor and what stands outside the quotes could not.
enum StringLiterals {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\"") > 3 || $0.count(of: "'") > 3 },
    undo: { builder in
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

  /// Lines one after another that quote only what could be armor.
  private struct Group {
    var lines: [(line: Range<Int>, literals: [Range<Int>])] = []
    /// Literals that are hardly anything else. One alone is a value, which needs no joining.
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

  /// What the line quotes, without the quotation marks; empty if the marks do not pair.
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

  /// The literal without escaped line ends and blanks at its end.
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
