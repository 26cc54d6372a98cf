// SPDX-License-Identifier: Apache-2.0

/// Lines that all carry the prefix of the BEGIN line: comment signs, line numbers, the time stamps of a log, a diff's
/// plus sign; and the comment signs before bare Base64.
enum LinePrefix {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\n") + $0.count(of: "\r") > 0 },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      let begins = Marker.scan(bytes, work: &builder.work).markers.filter { $0.kind == .begin }.map { start(of: $0, in: bytes) }
      var nextBegin = 0
      var prefix: Range<Int>?
      var numbers = LineNumbers()
      var lines = TextLines()
      while builder.work.step(), let (line, next) = lines.next(in: bytes) {
        if bytes.trimmed(line).isEmpty {
          builder.keep(line.lowerBound..<next)
          continue
        }
        while nextBegin < begins.count, begins[nextBegin] < line.lowerBound { nextBegin += 1 }
        if nextBegin < begins.count, begins[nextBegin] < line.upperBound {
          prefix = prefixOf(line.lowerBound..<begins[nextBegin], followedAt: next, in: bytes)
        }
        let number = numbers.end(line, next: next, in: bytes)
        // On its own line the prefix may come after something else, such as the key of a JSON field.
        let start = prefix.flatMap { line.contains($0.lowerBound) ? $0.lowerBound : line.lowerBound } ?? line.lowerBound
        let end =
          prefix.flatMap { match($0, start..<line.upperBound, in: bytes) } ?? number
          ?? commentEnd(line, takesEmpty: builder.hasChanged, in: bytes)
        guard let end, end > start else {
          prefix = nil
          builder.keep(line.lowerBound..<next)
          continue
        }
        builder.mark(.linePrefix, line)
        builder.keep(line.lowerBound..<start)
        builder.keep(end..<next)
      }
    })

  static let longest = 64

  /// Where the five dashes of a BEGIN line start; more of them may be the minus sign of a diff.
  private static func start(of marker: Marker, in bytes: Span<UInt8>) -> Int {
    let end = bytes.end(from: marker.range.lowerBound, to: marker.range.upperBound) { $0 == 0x2D }
    return max(marker.range.lowerBound, end - 5)
  }

  /// What stands before the BEGIN line, if it is more than blanks and the next line has it, too.
  private static func prefixOf(_ range: Range<Int>, followedAt next: Int, in bytes: Span<UInt8>) -> Range<Int>? {
    guard range.count <= 4096, let line = lineWithContent(from: next, in: bytes) else { return nil }
    for opener: UInt8? in [nil, 0x22, 0x27, 0x3D, 0x3E] {
      guard let start = opener == nil ? range.lowerBound : range.last(where: { bytes[$0] == opener }).map({ $0 + 1 })
      else { continue }
      let prefix = start..<range.upperBound
      guard !bytes.trimmed(prefix).isEmpty, prefix.count <= longest else { continue }
      if match(prefix, line, in: bytes) != nil { return prefix }
    }
    return nil
  }

  /// The first line from here on that has more than blanks; not far away.
  static func lineWithContent(from start: Int, in bytes: Span<UInt8>) -> Range<Int>? {
    var lines = TextLines(start..<min(start + 512, bytes.count))
    while let (line, _) = lines.next(in: bytes) {
      if !bytes.trimmed(line).isEmpty { return line }
    }
    return nil
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
        isClass = CharacterClass.isBlank
      } else {
        guard position < line.upperBound, bytes[position] == byte else { return nil }
        index += 1
        position += 1
        continue
      }
      index = bytes.end(from: index + 1, to: prefix.upperBound, while: isClass)
      let start = position
      position = bytes.end(from: start, to: min(line.upperBound, start + longest), while: isClass)
      // Blanks may be missing where the line ends, and before a number that fills its column.
      guard position > start || CharacterClass.isBlank(byte) else { return nil }
    }
    return position
  }

  /// The end of a comment sign before Base64 or dashes, or nil; `takesEmpty` for one with nothing after it.
  private static func commentEnd(_ line: Range<Int>, takesEmpty: Bool, in bytes: Span<UInt8>) -> Int? {
    if takesEmpty, bytes.trimmed(line).count == 1, bytes[bytes.trimmed(line).lowerBound] == 0x23 {
      return line.upperBound
    }
    let sign = bytes.trimmed(line).lowerBound
    for position in sign..<max(sign, min(sign + 4, line.upperBound)) {
      switch bytes[position] {
      case 0x23, 0x3B, 0x2A, 0x21, 0x25: continue
      case 0x2F where position - sign < 2, 0x2D where position - sign < 2: continue
      default: return end(position, sign, line, in: bytes)
      }
    }
    return nil
  }

  private static func end(_ position: Int, _ sign: Int, _ line: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    let start = bytes.end(from: position, to: line.upperBound) { $0 == 0x20 || $0 == 0x09 }
    // Slashes and dashes are Base64 unless a blank follows.
    let isBase64 = position > sign && CharacterClass.isBase64(bytes[sign])
    guard position > sign, !isBase64 || start > position else { return nil }
    return CharacterClass.isBase64(bytes.count > start ? bytes[start] : 0) ? start : nil
  }
}
