// SPDX-License-Identifier: Apache-2.0

/// Lines that all end like the BEGIN line: what a shell or a macro appends, a table's border, the rest of a log record.
enum LineSuffix {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\n") + $0.count(of: "\r") > 1 },
    undo: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      let ends = Marker.scan(bytes, work: &builder.work).markers.filter { $0.kind == .begin }.map(\.range.upperBound)
      var nextEnd = 0
      var suffix: Range<Int>?
      var lines = TextLines()
      while builder.work.step(), let (line, next) = lines.next(in: bytes) {
        while nextEnd < ends.count, ends[nextEnd] < line.lowerBound { nextEnd += 1 }
        if nextEnd < ends.count, ends[nextEnd] <= line.upperBound {
          suffix = suffixOf(ends[nextEnd]..<line.upperBound, followedAt: next, in: bytes)
        }
        guard let start = suffix.flatMap({ match($0, line, in: bytes) }) else {
          if !bytes.trimmed(line).isEmpty { suffix = nil }
          builder.keep(line.lowerBound..<next)
          continue
        }
        builder.mark(.lineSuffix, line)
        builder.keep(line.lowerBound..<start)
        builder.keep(line.upperBound..<next)
      }
    })

  /// What stands after the BEGIN line's dashes, if it is more than blanks and escapes and the next line has it, too.
  private static func suffixOf(_ range: Range<Int>, followedAt next: Int, in bytes: Span<UInt8>) -> Range<Int>? {
    guard range.count <= LinePrefix.longest * 4, hasContent(range, in: bytes) else { return nil }
    guard let line = LinePrefix.lineWithContent(from: next, in: bytes) else { return nil }
    return match(range, line, in: bytes) == nil ? nil : range
  }

  /// Whether there is more than blanks, quotation marks and escaped line ends, which have their own ways.
  private static func hasContent(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var isEscaped = false
    for index in range {
      let byte = bytes[index]
      let isIdle = CharacterClass.isBlank(byte) || byte == 0x5C || byte == 0x22 || byte == 0x27
      if !isIdle, !isEscaped { return true }
      isEscaped = byte == 0x5C || isEscaped && (byte == UInt8(ascii: "r") || byte == UInt8(ascii: "n"))
    }
    return false
  }

  /// Where the suffix starts in the line, or nil. A number matches any number, blanks match any blanks or none.
  private static func match(_ suffix: Range<Int>, _ line: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    var position = line.upperBound
    var index = suffix.upperBound
    while index > suffix.lowerBound {
      let byte = bytes[index - 1]
      let isDigit = CharacterClass.isDigit(byte)
      guard isDigit || CharacterClass.isBlank(byte) else {
        guard position > line.lowerBound, bytes[position - 1] == byte else { return nil }
        index -= 1
        position -= 1
        continue
      }
      let isClass = isDigit ? CharacterClass.isDigit : CharacterClass.isBlank
      index = bytes.start(from: index - 1, to: suffix.lowerBound, while: isClass)
      let end = position
      position = bytes.start(from: end, to: max(line.lowerBound, end - LinePrefix.longest), while: isClass)
      guard position < end || !isDigit else { return nil }
    }
    return position
  }
}
