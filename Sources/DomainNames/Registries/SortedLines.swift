// SPDX-License-Identifier: Apache-2.0

/// A file of lines in byte order, each starting with its key: looked up where it lies, without reading it in.
enum SortedLines {
  private static let newline = UInt8(ascii: "\n")
  private static let tab = UInt8(ascii: "\t")

  /// The line whose key is these bytes, without its newline; `key` is compared with its letters in lower case where
  /// `foldingCase` is set. A key ends at a tab or at the end of the line.
  static func line(
    withKey key: Span<UInt8>, _ range: Range<Int>, foldingCase: Bool = false, in file: Span<UInt8>
  ) -> Range<Int>? {
    var low = 0
    var high = file.count
    while low < high {
      // A line that starts at or before the middle, and after everything known to be too small.
      var start = low + (high - low) / 2
      while start > low, file[start - 1] != newline { start -= 1 }
      var end = start
      while end < file.count, file[end] != newline { end += 1 }
      let order = compare(key, range, foldingCase, file, start, end)
      if order == 0 { return start..<end }
      if order < 0 { high = start } else { low = end + 1 }
    }
    return nil
  }

  /// Less than zero where the key comes before the line's own, zero where they are equal.
  private static func compare(
    _ key: Span<UInt8>, _ range: Range<Int>, _ foldingCase: Bool, _ file: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var position = start
    for index in range {
      guard position < end, file[position] != tab else { return 1 }
      let byte = foldingCase ? key[index].asciiLowercased : key[index]
      if byte != file[position] { return Int(byte) - Int(file[position]) }
      position += 1
    }
    return position == end || file[position] == tab ? 0 : -1
  }

  /// The fields between tabs of one line.
  static func fields(_ line: Range<Int>, in file: Span<UInt8>) -> [String] {
    var text: [UInt8] = []
    text.reserveCapacity(line.count)
    for index in line { text.append(file[index]) }
    return text.split(separator: tab, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension UInt8 {
  /// A–Z as a–z, any other byte as it is.
  @inline(__always)
  var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension String {
  /// A–Z as a–z, any other character as it is: what the DNS takes for equal (RFC 4343).
  var asciiLowercased: String {
    utf8.contains { (0x41...0x5A).contains($0) } ? String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self) : self
  }
}
