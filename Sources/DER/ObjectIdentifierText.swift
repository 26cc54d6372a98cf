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
    var arcs: [UInt128] = []
    for part in dotted.split(separator: ".", omittingEmptySubsequences: false) {
      guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), part == "0" || part.utf8.first != 0x30,
        let arc = UInt128(part)
      else { return nil }
      arcs.append(arc)
    }
    guard arcs.count >= 2, arcs[0] < 2 && arcs[1] < 40 || arcs[0] == 2, arcs[1] < UInt128.max - 80 else {
      return nil
    }
    arcs.replaceSubrange(0..<2, with: [arcs[0] * 40 + arcs[1]])
    var content: [UInt8] = []
    for arc in arcs {
      var groups: [UInt8] = [UInt8(arc & 0x7F)]
      var rest = arc >> 7
      while rest > 0 {
        groups.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      content.append(contentsOf: groups.reversed())
    }
    return content
  }
}
