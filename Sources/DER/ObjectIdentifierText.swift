// SPDX-License-Identifier: Apache-2.0

/// Object identifiers as text and as content octets (X.690 §8.19).
public enum ObjectIdentifierText {
  /// The dotted form of content octets, or nil if they are not an object identifier.
  ///
  /// An arc may have up to 128 bits, as those made from UUIDs have; a larger one gives nil.
  public static func dotted(_ content: Range<Int>, in bytes: Span<UInt8>) -> String? {
    guard !content.isEmpty, bytes[content.upperBound - 1] & 0x80 == 0 else { return nil }
    var text = ""
    var arc: UInt128 = 0
    var isFirst = true
    for index in content {
      let octet = bytes[index]
      guard arc <= UInt128.max >> 7 else { return nil }
      if arc == 0 && octet == 0x80 { return nil }
      arc = arc << 7 | UInt128(octet & 0x7F)
      guard octet & 0x80 == 0 else { continue }
      if isFirst {
        let top = min(arc / 40, 2)
        text = "\(top).\(arc - top * 40)"
        isFirst = false
      } else {
        text += ".\(arc)"
      }
      arc = 0
    }
    return text
  }

  /// Whether content octets are an object identifier: whole arcs, none of them padded (X.690 §8.19.2).
  public static func isValid(_ content: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var isStart = true
    for index in content {
      let octet = bytes[index]
      if isStart && octet == 0x80 { return false }
      isStart = octet & 0x80 == 0
    }
    return isStart && !content.isEmpty
  }

  /// The content octets of a dotted form, or nil if the text is not one.
  public static func encode(_ dotted: String) -> [UInt8]? {
    let parts = dotted.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count >= 2, let top = arc(parts[0]), let second = arc(parts[1]),
      top < 2 && second < 40 || top == 2, second < UInt128.max - 80
    else { return nil }
    var content: [UInt8] = []
    append(top * 40 + second, to: &content)
    for part in parts.dropFirst(2) {
      guard let arc = arc(part) else { return nil }
      append(arc, to: &content)
    }
    return content
  }

  /// A number of decimal digits without zeros before it, or nil.
  private static func arc(_ digits: Substring.UTF8View) -> UInt128? {
    guard let first = digits.first, first != 0x30 || digits.count == 1 else { return nil }
    var arc: UInt128 = 0
    for octet in digits {
      guard (0x30...0x39).contains(octet) else { return nil }
      let (tens, isTooLong) = arc.multipliedReportingOverflow(by: 10)
      let (sum, isTooLarge) = tens.addingReportingOverflow(UInt128(octet & 0x0F))
      guard !isTooLong, !isTooLarge else { return nil }
      arc = sum
    }
    return arc
  }

  /// Appends an arc in groups of seven bits, the highest first.
  private static func append(_ arc: UInt128, to content: inout [UInt8]) {
    let groups = max((UInt128.bitWidth - arc.leadingZeroBitCount + 6) / 7, 1)
    for group in (0..<groups).reversed() {
      content.append(UInt8(truncatingIfNeeded: arc >> UInt128(7 * group)) & 0x7F | (group == 0 ? 0 : 0x80))
    }
  }
}
