// SPDX-License-Identifier: Apache-2.0

/// A prefix that all lines share with the BEGIN line: comment signs, line numbers, log time stamps, a diff's plus sign;
/// also comment signs before bare Base64.
enum LinePrefix {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\n") + $0.count(of: "\r") > 0 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      let markers = Marker.scan(bytes, work: &builder.work).markers
      let begins = markers.filter { $0.kind == .begin }.map { start(of: $0, in: bytes) }
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
        // On its own line, the prefix may follow something else, such as the key of a JSON field.
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

  /// The start of the five dashes of a BEGIN line; another dash may be the minus sign of a diff.
  private static func start(of marker: Marker, in bytes: Span<UInt8>) -> Int {
    let end = bytes.end(from: marker.range.lowerBound, to: marker.range.upperBound) { $0 == 0x2D }
    return max(marker.range.lowerBound, end - 5)
  }

  /// The text before the BEGIN line, if it is not blank and the next line has it, too.
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

  /// The next line that is not blank, within 512 bytes.
  static func lineWithContent(from start: Int, in bytes: Span<UInt8>) -> Range<Int>? {
    var lines = TextLines(start..<min(start + 512, bytes.count))
    while let (line, _) = lines.next(in: bytes) {
      if !bytes.trimmed(line).isEmpty { return line }
    }
    return nil
  }

  /// The end of the prefix in the line, or nil. A number matches any number, blanks match any blanks.
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
      // Blanks may be missing at the end of the line and before a number that fills its column.
      guard position > start || CharacterClass.isBlank(byte) else { return nil }
    }
    return position
  }

  /// The end of a comment sign before Base64 or dashes, or nil; `takesEmpty` allows a sign with nothing after it.
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

/// Recognises consecutively numbered lines.
struct LineNumbers {
  /// The number of the next line if the sequence continues.
  private var expected: Int?
  /// The number is on its own line, like a table cell, and belongs to the next line.
  private var isAlone = false

  /// The end of the line's number, or nil if it is not in a sequence.
  mutating func end(_ line: Range<Int>, next: Int, in bytes: Span<UInt8>) -> Int? {
    guard let (number, end) = LineNumbers.number(line, in: bytes) else {
      if !isAlone { expected = nil }
      isAlone = false
      return nil
    }
    let isInSequence = expected == number
    var other = LinePrefix.lineWithContent(from: next, in: bytes)
    isAlone = end == line.upperBound
    if isAlone, let content = other { other = LinePrefix.lineWithContent(from: content.upperBound, in: bytes) }
    let following = other.flatMap { LineNumbers.number($0, in: bytes)?.number }
    expected = number + 1
    return isInSequence || following == number + 1 ? end : nil
  }

  private static func number(_ line: Range<Int>, in bytes: Span<UInt8>) -> (number: Int, end: Int)? {
    let most = line.upperBound
    let digits = bytes.end(
      from: line.lowerBound, to: min(most, line.lowerBound + 16), while: CharacterClass.isBlank)
    let separator = bytes.end(from: digits, to: min(most, digits + 7), while: CharacterClass.isDigit)
    guard separator > digits else { return nil }
    let number = (digits..<separator).reduce(0) { $0 * 10 + Int(bytes[$1] &- 0x30) }
    let end = bytes.end(from: separator, to: min(most, separator + 4)) { byte in
      switch byte {
      case 0x20, 0x09, 0x3A, 0x2E, 0x29, 0x7C: true
      default: false
      }
    }
    // A number directly before a letter starts a word.
    let isFollowedByWord = end == separator && end < most
    return isFollowedByWord ? nil : (number, end)
  }
}

/// A suffix that all lines share with the BEGIN line: additions of a shell or macro, a table border, the rest of a log
/// record.
enum LineSuffix {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "\n") + $0.count(of: "\r") > 1 },
    remove: { builder in
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

  /// The text after the BEGIN line's dashes, if it is more than blanks and escapes and the next line has it, too.
  private static func suffixOf(_ range: Range<Int>, followedAt next: Int, in bytes: Span<UInt8>) -> Range<Int>? {
    guard range.count <= LinePrefix.longest * 4, hasContent(range, in: bytes) else { return nil }
    guard let line = LinePrefix.lineWithContent(from: next, in: bytes) else { return nil }
    return match(range, line, in: bytes) == nil ? nil : range
  }

  /// Whether there is more than blanks, quotation marks and escaped line ends, which other wrappings cover.
  private static func hasContent(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var isEscaped = false
    for index in range {
      let byte = bytes[index]
      let isIgnorable = CharacterClass.isBlank(byte) || byte == 0x5C || byte == 0x22 || byte == 0x27
      if !isIgnorable, !isEscaped { return true }
      isEscaped = byte == 0x5C || isEscaped && (byte == UInt8(ascii: "r") || byte == UInt8(ascii: "n"))
    }
    return false
  }

  /// The start of the suffix in the line, or nil. A number matches any number, blanks match any blanks or none.
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

/// Lines that start with any number of the quotation marks of mail replies, `>` and `|`.
enum QuotedLines {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: ">") > 0 || $0.count(of: "|") > 0 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var lines = TextLines()
      while builder.work.step(), let (line, next) = lines.next(in: bytes) {
        let start = prefixEnd(line, in: bytes)
        guard start > line.lowerBound else {
          builder.keep(line.lowerBound..<next)
          continue
        }
        builder.mark(.mailQuote, line)
        var end = line.upperBound
        // A table cell also ends in the mark.
        if end > start, bytes[end - 1] == 0x7C { end -= 1 }
        builder.keep(start..<end)
        builder.keep(line.upperBound..<next)
      }
    })

  private static func prefixEnd(_ line: Range<Int>, in bytes: Span<UInt8>) -> Int {
    var end = line.lowerBound
    for position in line {
      switch bytes[position] {
      case 0x3E, 0x7C:
        end = position + 1
      case 0x20, 0x09:
        continue
      default:
        // One blank belongs to the mark; more are part of the line.
        return end > line.lowerBound && bytes[end] == 0x20 ? end + 1 : end
      }
    }
    return end
  }
}
