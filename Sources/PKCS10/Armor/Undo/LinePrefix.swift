// SPDX-License-Identifier: Apache-2.0

/// Lines that all carry the prefix of the BEGIN line: comment signs, line numbers, the time stamps of a log, a diff's
/// plus sign; and the comment signs before bare Base64.
enum LinePrefix {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\n") + $0.count(of: "\r") > 0 },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      let begins = Marker.scan(bytes).filter { $0.kind == .begin }.map(\.range.lowerBound)
      var nextBegin = 0
      var prefix: Range<Int>?
      var lines = TextLines()
      while let (line, next) = lines.next(in: bytes) {
        while nextBegin < begins.count, begins[nextBegin] < line.lowerBound { nextBegin += 1 }
        if nextBegin < begins.count, begins[nextBegin] < line.upperBound {
          prefix = prefixOf(line.lowerBound..<begins[nextBegin], followedAt: next, in: bytes)
        }
        let start = prefix.flatMap { match($0, line, in: bytes) } ?? commentEnd(line, in: bytes)
        guard let start, start > line.lowerBound else {
          prefix = nil
          builder.keep(line.lowerBound..<next)
          continue
        }
        builder.mark(.linePrefix, line)
        builder.keep(start..<next)
      }
    })

  private static let longest = 64

  /// What stands before the BEGIN line, if it is more than blanks and the next line has it, too.
  private static func prefixOf(_ range: Range<Int>, followedAt next: Int, in bytes: Span<UInt8>) -> Range<Int>? {
    guard !bytes.trimmed(range).isEmpty, range.count <= longest else { return nil }
    var lines = TextLines(from: next)
    guard let (line, _) = lines.next(in: bytes), match(range, line, in: bytes) != nil else { return nil }
    return range
  }

  /// Where the line goes on after the prefix, or nil. A number matches any number, blanks match any blanks.
  private static func match(_ prefix: Range<Int>, _ line: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    var position = line.lowerBound
    var index = prefix.lowerBound
    while index < prefix.upperBound {
      let byte = bytes[index]
      let isClass: (UInt8) -> Bool
      if CharacterClass.isDigit(byte) {
        isClass = CharacterClass.isDigit
      } else if CharacterClass.isBlank(byte) {
        isClass = { $0 == 0x20 || $0 == 0x09 }
      } else {
        guard position < line.upperBound, bytes[position] == byte else { return nil }
        index += 1
        position += 1
        continue
      }
      while index < prefix.upperBound, isClass(bytes[index]) { index += 1 }
      let start = position
      while position < line.upperBound, position - start < longest, isClass(bytes[position]) { position += 1 }
      // Blanks may be missing where the line ends, and before a number that fills its column.
      guard position > start || CharacterClass.isBlank(byte) else { return nil }
    }
    return position
  }

  /// The end of a comment sign before Base64 or dashes, or nil.
  private static func commentEnd(_ line: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    var position = bytes.trimmed(line).lowerBound
    let sign = position
    while position < line.upperBound, position - sign < 4 {
      switch bytes[position] {
      case 0x23, 0x3B, 0x2A, 0x21, 0x25: position += 1
      case 0x2F where position - sign < 2, 0x2D where position - sign < 2: position += 1
      default: return end(position, sign, line, in: bytes)
      }
    }
    return nil
  }

  private static func end(_ position: Int, _ sign: Int, _ line: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    var start = position
    while start < line.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    // Slashes and dashes are Base64 unless a blank follows.
    let isBase64 = position > sign && CharacterClass.isBase64(bytes[sign])
    guard position > sign, !isBase64 || start > position else { return nil }
    return CharacterClass.isBase64(bytes.count > start ? bytes[start] : 0) ? start : nil
  }
}
