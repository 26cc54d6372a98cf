// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Skips what HTTP clients print before the body of a response.
enum ResponseHead {
  /// The range of the body after the header blocks that `curl -i` prints, one for each redirect or interim response.
  static func body(_ range: Range<Int>, in bytes: Span<UInt8>) throws(OrderResponseError) -> Range<Int> {
    var start = range.lowerBound
    var status: Int?
    while starts(with: "HTTP/", start..<range.upperBound, in: bytes) {
      status = statusCode(start..<range.upperBound, in: bytes)
      guard let end = endOfBlock(start..<range.upperBound, in: bytes) else { throw .noBody(status: status) }
      start = end
    }
    guard start > range.lowerBound else { return range }
    let body = bytes.trimmed(start..<range.upperBound)
    guard !body.isEmpty else { throw .noBody(status: status) }
    return body
  }

  /// The lines without those that `curl -v` adds, or nil if there are none.
  static func withoutTrace(_ range: Range<Int>, in bytes: Span<UInt8>) -> [UInt8]? {
    guard isTrace(range, in: bytes) else { return nil }
    var kept: [UInt8] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = endOfLine(start..<range.upperBound, in: bytes)
      if !isTrace(start..<end, in: bytes) { kept += bytes.bytes(start..<end) }
      start = end
    }
    return kept
  }

  /// Whether a line starts with one of curl's marks: `*`, `<` or `>` before a space or a line end, or `{ [`, `} [`.
  private static func isTrace(_ line: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let first = line.first else { return false }
    let second = line.count > 1 ? bytes[first + 1] : 0x0A
    switch bytes[first] {
    case UInt8(ascii: "*"), UInt8(ascii: "<"), UInt8(ascii: ">"): return second.isASCIIWhitespace
    case UInt8(ascii: "{"), UInt8(ascii: "}"): return starts(with: " [", first + 1..<line.upperBound, in: bytes)
    default: return false
    }
  }

  /// The index after the blank line that ends a header block.
  private static func endOfBlock(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = endOfLine(start..<range.upperBound, in: bytes)
      if bytes.trimmed(start..<end).isEmpty { return end }
      start = end
    }
    return nil
  }

  /// The index after the next line feed, or the end.
  private static func endOfLine(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int {
    range.first { bytes[$0] == 0x0A }.map { $0 + 1 } ?? range.upperBound
  }

  /// The number after the first space of a status line.
  private static func statusCode(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    let line = range.lowerBound..<endOfLine(range, in: bytes)
    guard let text = bytes.text(line) else { return nil }
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
    return parts.count > 1 ? parts[1].asciiTrimmed.decimalInteger : nil
  }

  private static func starts(with text: StaticString, _ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    let prefix = "\(text)".utf8
    guard range.count >= prefix.count else { return false }
    return zip(range, prefix).allSatisfy { bytes[$0] == $1 }
  }
}
