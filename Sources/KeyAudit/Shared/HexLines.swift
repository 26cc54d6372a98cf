// SPDX-License-Identifier: Apache-2.0

/// Reads numbers in hexadecimal, one a line; comments and empty lines are passed over.
struct HexLines {
  /// The number of the line that was read last, counted from 1.
  private(set) var line = 0
  private var position = 0
  private let end: Int

  init(_ text: Span<UInt8>) { end = text.count }

  /// The bytes of the next number, big-endian, or nil at the end.
  mutating func next(in text: Span<UInt8>) throws(PrimeListError) -> [UInt8]? {
    while position < end {
      line += 1
      var stop = position
      while stop < end, text[stop] != UInt8(ascii: "\n") { stop += 1 }
      let range = position..<stop
      position = stop + 1
      guard let first = range.first, text[first] != UInt8(ascii: "#") else { continue }
      guard let number = HexLines.number(range, in: text) else { throw .noNumber(line: line) }
      if !number.isEmpty { return number }
    }
    return nil
  }

  /// The bytes of the digits, which may start with `0x`; spaces and carriage returns around them do not count.
  private static func number(_ range: Range<Int>, in text: Span<UInt8>) -> [UInt8]? {
    var digits: [UInt8] = []
    for position in range {
      switch text[position] {
      case 0x20, 0x09, 0x0D: continue
      case UInt8(ascii: "x") where digits == [0]: digits = []
      case let digit where Character(Unicode.Scalar(digit)).hexDigitValue != nil:
        digits.append(UInt8(Character(Unicode.Scalar(digit)).hexDigitValue ?? 0))
      default: return nil
      }
    }
    if digits.count % 2 == 1 { digits.insert(0, at: 0) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
