// SPDX-License-Identifier: Apache-2.0

/// Reads numbers in hexadecimal, one a line, alone or behind `0x` or `Modulus=`; comments and empty lines are passed
/// over.
public struct HexLines {
  /// The number of the line that was read last, counted from 1.
  public private(set) var line = 0
  /// Where that line starts.
  public private(set) var offset = 0
  private static let prefixes = [Array("Modulus=".utf8), Array("0x".utf8)]
  private var position = 0
  private let expected: String

  /// A reader that stands before the first line.
  ///
  /// - Parameter expected: what an error says that a line should hold.
  public init(expecting expected: String) { self.expected = expected }

  /// The bytes of the next number, big-endian, or nil at the end.
  public mutating func next(in text: Span<UInt8>) throws(ListError) -> [UInt8]? {
    while position < text.count {
      line += 1
      offset = position
      var end = position
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      position = end + 1
      var digits = (offset..<end).map { text[$0] }.filter { $0 > 0x20 }
      if digits.isEmpty || digits.first == UInt8(ascii: "#") { continue }
      for prefix in HexLines.prefixes where digits.starts(with: prefix) { digits.removeFirst(prefix.count) }
      if digits.count % 2 == 1 { digits.insert(UInt8(ascii: "0"), at: 0) }
      guard !digits.isEmpty, let octets = HashText.hexadecimal(digits) else { throw fault() }
      return octets
    }
    return nil
  }

  /// The error that the line which was read last does not hold what it should.
  public func fault() -> ListError { .line(offset: offset, number: line, expected: expected) }
}
