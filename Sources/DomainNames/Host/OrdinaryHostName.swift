// SPDX-License-Identifier: Apache-2.0

/// A name without faults: at least two labels of letters, digits and hyphens, optionally after one `*.`.
///
/// Nearly every name in a request is one. The check takes one pass over the bytes and no memory, so `HostName` is only
/// needed for the others: names with a fault, an A-label, or a single label.
package struct OrdinaryHostName: Sendable, Hashable {
  /// The complete name in the given bytes.
  package let range: Range<Int>
  /// Whether it starts with `*.`.
  package let isWildcard: Bool
  /// The number of labels, excluding the asterisk.
  package let labelCount: Int
  /// Whether any letter is in upper case.
  package let hasUpperCase: Bool
  /// The last label.
  package let topLevel: Range<Int>

  /// Reads a range of the bytes; nil if a `HostName` is needed.
  ///
  /// The limits are 63 bytes for a label, 253 for the name (RFC 1035 §2.3.4); no label starts or ends with a hyphen
  /// or has two of them in its third and fourth place (RFC 5890 §2.3.1), and the last one has a letter.
  package init?(_ bytes: Span<UInt8>, in range: Range<Int>) {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count, (3...253).contains(range.count) else { return nil }
    var position = range.lowerBound
    let wildcard = bytes[position] == UInt8(ascii: "*")
    if wildcard {
      guard bytes[position + 1] == UInt8(ascii: ".") else { return nil }
      position += 2
    }
    var labels = 0
    var start = position
    var hasLetter = false
    var upperCase: UInt8 = 0
    var previous = UInt8(ascii: ".")
    while position < range.upperBound {
      let byte = bytes[position]
      if (byte | 0x20) &- 0x61 < 26 {
        hasLetter = true
        upperCase |= ~byte & 0x20
      } else if byte == UInt8(ascii: ".") {
        guard previous != byte, previous != UInt8(ascii: "-"), position - start <= 63 else { return nil }
        labels += 1
        start = position + 1
        hasLetter = false
      } else if byte == UInt8(ascii: "-") {
        guard position != start, position != start + 3 || previous != byte else { return nil }
      } else if byte &- 0x30 >= 10 {
        return nil
      }
      previous = byte
      position += 1
    }
    guard labels > 0, hasLetter, previous != UInt8(ascii: "-"), position - start <= 63 else { return nil }
    self.range = range
    isWildcard = wildcard
    labelCount = labels + 1
    hasUpperCase = upperCase != 0
    topLevel = start..<range.upperBound
  }

  /// Reads all bytes.
  package init?(_ bytes: Span<UInt8>) {
    self.init(bytes, in: 0..<bytes.count)
  }
}
