// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Reads lists of hashes in text form: one per line, in hexadecimal or Base64, alone or among other fields.
///
/// This covers the lists of dwk_blocklists, openssl-blacklist, crt.sh, boulder and pwnedkeys. Empty lines, lines that
/// start with `#`, and a first line without a hash (column names) are skipped.
package enum HashText {
  /// Returns the hashes in order.
  ///
  /// - Parameter length: the length of a hash in bytes.
  package static func read(_ bytes: Span<UInt8>, length: Int) throws(ListError) -> [[UInt8]] {
    var hashes: [[UInt8]] = []
    var lines = LineReader()
    while let line = lines.next(in: bytes) {
      let fields = line.map { bytes[$0] }.split { isSeparator($0) }
      guard let first = fields.first, first.first != UInt8(ascii: "#") else { continue }
      if let hash = fields.reversed().lazy.compactMap({ hash(Array($0), length) }).first {
        hashes.append(hash)
      } else if lines.number > 1, Array(first) != Array("blocked:".utf8) {
        throw .line(
          offset: line.lowerBound, number: lines.number, expected: "a hash of \(2 * length) hexadecimal digits")
      }
    }
    return hashes
  }

  private static func isSeparator(_ octet: UInt8) -> Bool {
    octet <= 0x20 || octet == UInt8(ascii: ",") || octet == UInt8(ascii: ";") || octet == UInt8(ascii: "\"")
      || octet == UInt8(ascii: "'") || octet == UInt8(ascii: "|")
  }

  private static func hash(_ field: [UInt8], _ length: Int) -> [UInt8]? {
    if field.count == 2 * length { return Hexadecimal.decode(field) }
    guard length == 32, field.count == 44, let octets = Base64.decode(standard: field), octets.count == 32 else {
      return nil
    }
    return octets
  }
}

/// Reads hexadecimal numbers, one per line, with or without `0x` or `Modulus=`; skips comments and empty lines.
package struct HexLines {
  private static let prefixes = [Array("Modulus=".utf8), Array("0x".utf8)]
  private var lines = LineReader()
  /// The offset of the line read last.
  private var offset = 0
  private let expected: String

  /// Creates a reader that is positioned before the first line.
  ///
  /// - Parameter expected: what a line must contain, for error messages.
  package init(expecting expected: String) { self.expected = expected }

  /// Returns the bytes of the next number, big-endian, or nil at the end.
  package mutating func next(in text: Span<UInt8>) throws(ListError) -> [UInt8]? {
    while let line = lines.next(in: text) {
      offset = line.lowerBound
      var digits = line.map { text[$0] }.filter { $0 > 0x20 }
      if digits.isEmpty || digits.first == UInt8(ascii: "#") { continue }
      for prefix in HexLines.prefixes where digits.starts(with: prefix) { digits.removeFirst(prefix.count) }
      if digits.count % 2 == 1 { digits.insert(UInt8(ascii: "0"), at: 0) }
      guard !digits.isEmpty, let octets = Hexadecimal.decode(digits) else { throw error() }
      return octets
    }
    return nil
  }

  /// The error for the line read last: it does not contain what was expected.
  package func error() -> ListError { .line(offset: offset, number: lines.number, expected: expected) }
}

/// Splits a text into lines, one per call.
///
/// Each call consumes the line that it returns and its terminator, so a loop over the lines always ends.
struct LineReader {
  /// The number of the line read last, counted from 1.
  private(set) var number = 0
  private var position = 0
  private let endsAtCarriageReturn: Bool

  /// - Parameter endsAtCarriageReturn: whether a carriage return ends a line, as a line feed does.
  init(endsAtCarriageReturn: Bool = false) { self.endsAtCarriageReturn = endsAtCarriageReturn }

  /// Returns the range of the next line without its terminator, or nil at the end.
  mutating func next(in text: Span<UInt8>) -> Range<Int>? {
    guard position < text.count else { return nil }
    let start = position
    var end = text.count
    for index in start..<text.count
    where text[index] == 0x0A || (endsAtCarriageReturn && text[index] == 0x0D) {
      end = index
      break
    }
    number += 1
    position = end + 1
    return start..<end
  }
}

extension Span<UInt8> {
  /// A range of bytes as one number: `0x` and two lower-case hexadecimal digits per byte.
  func hex(_ range: Range<Int>) -> String { "0x" + Hexadecimal.text(range, in: self) }
}

extension Base64 {
  /// Decodes Base64 with the standard alphabet and without line breaks (RFC 4648 §4).
  static func decode(standard text: [UInt8]) -> [UInt8]? {
    guard let decoded = decode(text.span, in: text.indices), decoded.variant == .standard else { return nil }
    return decoded.bytes
  }
}
