// SPDX-License-Identifier: Apache-2.0

/// Walks lines that end in LF, CR or both.
struct LineReader {
  private var position: Int
  private var number = 0

  init(_ bytes: Span<UInt8>) {
    position = bytes.startsWithByteOrderMark ? 3 : 0
  }

  mutating func next(in bytes: Span<UInt8>) -> (number: Int, range: Range<Int>)? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    let end = position
    if position < bytes.count {
      let isPair = bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
      position += isPair ? 2 : 1
    }
    number += 1
    return (number, start..<end)
  }

  /// A name has letters, digits, underscores, hyphens and dots only; a colon or a space shows another notation.
  static func name(_ range: Range<Int>, in bytes: Span<UInt8>) -> String? {
    guard !range.isEmpty else { return nil }
    for index in range {
      let octet = bytes[index]
      guard octet.isASCIIAlphanumeric || octet == 0x5F || octet == 0x2D || octet == 0x2E else { return nil }
    }
    return bytes.text(range)
  }

  func value(_ sign: Int, _ line: Range<Int>, in bytes: Span<UInt8>) throws(OrderFormError) -> String {
    guard let text = bytes.text(sign + 1..<line.upperBound) else { throw .invalidUTF8(offset: sign + 1) }
    return text
  }

  /// The rest of the line and the lines of PEM or Base64 that follow it.
  mutating func request(after sign: Int, _ line: Range<Int>, in bytes: Span<UInt8>) throws(OrderFormError) -> String {
    var text = try value(sign, line, in: bytes)
    while true {
      var ahead = self
      guard let line = ahead.next(in: bytes) else { return text }
      let range = bytes.trimmed(line.range)
      guard LineReader.continuesRequest(range, in: bytes), let more = bytes.text(range) else { return text }
      text += "\n" + more
      self = ahead
    }
  }

  private static func continuesRequest(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let first = range.first else { return false }
    if bytes[first] == UInt8(ascii: "-") { return true }
    for index in range {
      let octet = bytes[index]
      guard octet.isASCIIAlphanumeric || octet == 0x2B || octet == 0x2F || octet == 0x3D else { return false }
    }
    guard let sign = range.first(where: { bytes[$0] == 0x3D }) else { return true }
    return range[sign...].allSatisfy { bytes[$0] == 0x3D }
  }
}
