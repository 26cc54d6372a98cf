// SPDX-License-Identifier: Apache-2.0

/// Checks the content of values whose type is given in the request: names, attributes, algorithm parameters.
///
/// A decoder that reads such values, such as OpenSSL, rejects the entire request for one of them.
enum ValueCheck {
  /// The fault of the content, or nil.
  static func irregularity(of node: Node, in bytes: Span<UInt8>) -> Irregularity.Kind? {
    switch node.tag.octet {
    case 0x0C where isASCII(node.content, in: bytes), 0x30, 0x31, 0x13, 0x16, 0x14, 0x12, 0x04: return nil
    case 0x40...: return nil
    default: return unusual(node, in: bytes)
    }
  }

  private static func unusual(_ node: Node, in bytes: Span<UInt8>) -> Irregularity.Kind? {
    switch node.tag {
    case .utf8String, .bmpString, .universalString:
      return isText(node, in: bytes) ? nil : .stringMalformed
    case .objectIdentifier:
      return ObjectIdentifierText.isValid(node.content, in: bytes) ? nil : .oidMalformed
    case .null: return node.content.isEmpty ? nil : .valueMalformed
    case .boolean: return boolean(node.content, in: bytes)
    case .integer, .enumerated: return integer(node.content, in: bytes)
    case .bitString: return isBitString(node.content, in: bytes) ? nil : .valueMalformed
    default: return node.tag.isConstructed ? constructed(node, in: bytes) : other(node.tag)
    }
  }

  /// The universal types that a name's attribute may have: strings, BIT STRING for x500UniqueIdentifier, structures.
  static func isNameValue(_ tag: Tag) -> Bool {
    guard tag.octet & 0xC0 == 0 else { return false }
    switch tag.number {
    case 3, 12, 16, 18, 19, 20, 22, 28, 30: return true
    default: return false
    }
  }

  private static func isText(_ node: Node, in bytes: Span<UInt8>) -> Bool {
    guard let text = StringText(node.tag, content: node.content, in: bytes) else { return false }
    return text.firstIllegal == nil
  }

  private static func isASCII(_ content: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var bits: UInt8 = 0
    for index in content { bits |= bytes[index] }
    return bits < 0x80
  }

  private static func boolean(_ content: Range<Int>, in bytes: Span<UInt8>) -> Irregularity.Kind? {
    guard let first = content.first, content.count == 1 else { return .valueMalformed }
    return bytes[first] == 0 || bytes[first] == 0xFF ? nil : .booleanForm
  }

  private static func integer(_ content: Range<Int>, in bytes: Span<UInt8>) -> Irregularity.Kind? {
    guard let first = content.first else { return .integerEmpty }
    return isPadded(first, content, in: bytes) ? .integerPadding : nil
  }

  /// Whether the first nine bits of an INTEGER are all zeros or all ones (X.690 §8.3.2).
  static func isPadded(_ first: Int, _ content: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard content.count > 1 else { return false }
    return bytes[first] == 0 && bytes[first + 1] < 0x80 || bytes[first] == 0xFF && bytes[first + 1] >= 0x80
  }

  private static func isBitString(_ content: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let first = content.first else { return false }
    return bytes[first] == 0 || bytes[first] < 8 && content.count > 1
  }

  /// BER allows constructed strings, but no other constructed primitive types.
  private static func constructed(_ node: Node, in bytes: Span<UInt8>) -> Irregularity.Kind {
    switch node.tag.number {
    case 3, 4, 12, 18...30:
      let isReadable = (try? Cursor.segments(of: node.content, in: bytes)) != nil
      return isReadable ? .constructedString : .valueMalformed
    default: return .valueMalformed
    }
  }

  /// SEQUENCE and SET are never primitive, and no value has the tag of the end-of-contents octets.
  private static func other(_ tag: Tag) -> Irregularity.Kind? {
    tag.number == 16 || tag.number == 17 || tag.number == 0 ? .valueMalformed : nil
  }
}

/// Checks whether the elements of a SET OF are in ascending order (X.690 §11.6).
struct SetOrder {
  private var previous: Range<Int>?
  /// Whether all elements so far are in order.
  private(set) var isAscending = true

  /// Appends the next element.
  @inline(__always)
  mutating func append(_ element: Range<Int>, in bytes: Span<UInt8>) {
    if let previous, isAscending { isAscending = SetOrder.isOrdered(previous, element, in: bytes) }
    previous = element
  }

  /// Compares encodings octet by octet, the shorter one padded with zeros.
  private static func isOrdered(_ first: Range<Int>, _ second: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    let common = min(first.count, second.count)
    for index in 0..<common {
      let (left, right) = (bytes[first.lowerBound + index], bytes[second.lowerBound + index])
      if left != right { return left < right }
    }
    return first.dropFirst(common).allSatisfy { bytes[$0] == 0 }
  }
}
