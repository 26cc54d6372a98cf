// SPDX-License-Identifier: Apache-2.0

extension Span<UInt8> {
  /// Whether the bytes start with the byte order mark of UTF-8.
  var startsWithByteOrderMark: Bool {
    count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
  }

  /// A part of the bytes as text, or nil where it is not UTF-8.
  func text(_ range: Range<Int>) -> String? {
    guard let valid = try? UTF8Span(validating: extracting(range)) else { return nil }
    return String(copying: valid)
  }

  /// A copy of a part of the bytes.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(range.count)
    for index in range { copy.append(self[index]) }
    return copy
  }

  /// The range without ASCII white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, self[low].isASCIIWhitespace { low += 1 }
    while high > low, self[high - 1].isASCIIWhitespace { high -= 1 }
    return low..<high
  }
}
