// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

extension UInt8 {
  /// The ASCII letter in lower case; any other octet unchanged.
  @inlinable
  package var asciiLowercased: UInt8 { isASCIICapital ? self | 0x20 : self }

  /// 0 to 9.
  @inlinable
  package var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

  /// A to Z.
  @inlinable
  package var isASCIICapital: Bool { (0x41...0x5A).contains(self) }

  /// A to Z, a to z or 0 to 9.
  @inlinable
  package var isASCIIAlphanumeric: Bool { isASCIIDigit || (0x61...0x7A).contains(self | 0x20) && self < 0x80 }

  /// Space, tab, line feed, vertical tab, form feed or carriage return.
  @inlinable
  package var isASCIIWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension UInt64 {
  /// Whether all eight octets are printable ASCII: none has its highest bit set, reaches it when 1 is added, or borrows
  /// when 32 is subtracted.
  fileprivate var isPrintableASCII: Bool {
    (self | (self &+ 0x0101_0101_0101_0101) | (self &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0
  }
}

extension StringProtocol {
  /// The string with A to Z in lower case.
  @inlinable
  package var asciiLowercased: String {
    guard utf8.contains(where: \.isASCIICapital) else { return String(self) }
    return String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self)
  }

  /// The 64-bit integer in decimal digits with an optional minus sign, or nil.
  @inlinable
  package var decimalInteger: Int? {
    let digits = utf8.first == 0x2D ? utf8.dropFirst() : utf8.dropFirst(0)
    guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return nil }
    return Int(self)
  }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
  /// The string without leading and trailing ASCII white space.
  @inlinable
  package var asciiTrimmed: SubSequence {
    var from = utf8.startIndex
    var to = utf8.endIndex
    while from < to, utf8[from].isASCIIWhitespace { from = utf8.index(after: from) }
    while to > from, utf8[utf8.index(before: to)].isASCIIWhitespace { to = utf8.index(before: to) }
    return self[from..<to]
  }
}

extension Span<UInt8> {
  /// Whether the bytes start with a UTF-8 byte order mark.
  package var startsWithByteOrderMark: Bool {
    count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
  }

  /// Whether all bytes are printable ASCII, including the space.
  package var isPrintableASCII: Bool {
    var position = 0
    while position + 8 <= count {
      guard bigEndianWord(at: position).isPrintableASCII else { return false }
      position += 8
    }
    for index in position..<count where !(0x20...0x7E).contains(self[index]) { return false }
    return true
  }

  /// The number of occurrences of an octet in a range of the bytes.
  package func count(of octet: UInt8, in range: Range<Int>) -> Int {
    let bytes = extracting(range)
    var count = 0
    var position = 0
    while let found = ByteSearch.first(octet, in: bytes, from: position) {
      count += 1
      position = found + 1
    }
    return count
  }

  /// A range of the bytes as a string, or nil if it is not UTF-8.
  package func text(_ range: Range<Int>) -> String? {
    guard let valid = try? UTF8Span(validating: extracting(range)) else { return nil }
    return String(copying: valid)
  }

  /// A copy of a range of the bytes.
  package func bytes(_ range: Range<Int>) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(range.count)
    for index in range { copy.append(self[index]) }
    return copy
  }

  /// The range without leading and trailing ASCII white space.
  package func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, self[low].isASCIIWhitespace { low += 1 }
    while high > low, self[high - 1].isASCIIWhitespace { high -= 1 }
    return low..<high
  }
}
