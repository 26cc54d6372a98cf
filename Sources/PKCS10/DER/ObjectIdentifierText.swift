// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Object identifiers as text and as content octets (X.690 §8.19).
package enum ObjectIdentifierText {
  /// The dotted form of content octets, or nil if they are not an object identifier.
  ///
  /// An arc may have up to 128 bits, as in identifiers derived from UUIDs; a larger one gives nil.
  package static func dotted(_ content: Range<Int>, in bytes: Span<UInt8>) -> String? {
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

  /// Whether content octets are an object identifier: complete arcs without padding (X.690 §8.19.2).
  package static func isValid(_ content: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var isStart = true
    for index in content {
      let octet = bytes[index]
      if isStart && octet == 0x80 { return false }
      isStart = octet & 0x80 == 0
    }
    return isStart && !content.isEmpty
  }

  /// The content octets of a dotted form, or nil for other text.
  package static func encode(_ dotted: String) -> [UInt8]? {
    var content: [UInt8] = []
    return encode(dotted, to: { content.append($0) }) ? content : nil
  }

  /// Passes the content octets of a dotted form to `octet` one by one; returns false for other text, after any octets.
  @inline(__always)
  package static func encode(_ dotted: String, to octet: (UInt8) -> Void) -> Bool {
    let text = dotted.utf8.span
    var position = 0
    guard let (top, hasSecond) = arc(text, &position), hasSecond, let (second, hasMore) = arc(text, &position),
      top < 2 && second < 40 || top == 2, second < UInt128.max - 80
    else { return false }
    encode(top * 40 + second, to: octet)
    var continues = hasMore
    while continues {
      guard let (arc, hasMore) = arc(text, &position) else { return false }
      encode(arc, to: octet)
      continues = hasMore
    }
    return true
  }

  /// Reads a decimal number without leading zeros, and whether a full stop follows; nil for anything else.
  private static func arc(_ text: Span<UInt8>, _ position: inout Int) -> (arc: UInt128, hasMore: Bool)? {
    let start = position
    var arc: UInt128 = 0
    while position < text.count {
      let octet = text[position]
      position += 1
      if octet == 0x2E { return position - 1 > start ? (arc, true) : nil }
      guard octet.isASCIIDigit, position - 1 == start || text[start] != 0x30 else { return nil }
      let (sum, isTooLarge) = (arc &* 10).addingReportingOverflow(UInt128(octet & 0x0F))
      guard arc <= UInt128.max / 10, !isTooLarge else { return nil }
      arc = sum
    }
    return position > start ? (arc, false) : nil
  }

  /// Passes an arc to `octet` in groups of seven bits, the highest first.
  @inline(__always)
  private static func encode(_ arc: UInt128, to octet: (UInt8) -> Void) {
    let groups = max((UInt128.bitWidth - arc.leadingZeroBitCount + 6) / 7, 1)
    for group in (0..<groups).reversed() {
      octet(UInt8(truncatingIfNeeded: arc >> UInt128(7 * group)) & 0x7F | (group == 0 ? 0 : 0x80))
    }
  }
}
