// SPDX-License-Identifier: Apache-2.0

extension Cursor {
  /// The next node; where its header cannot be read, the rest is noted and nil returned.
  @inline(__always)
  mutating func next(
    in bytes: Span<UInt8>, orNote kind: Irregularity.Kind, _ notes: inout [Irregularity]
  ) -> Node? {
    do throws(DERError) {
      return try next(in: bytes)
    } catch {
      notes.append(Irregularity(kind, position..<end))
      return nil
    }
  }

  /// The next node if it is a string of this type, in primitive or constructed form.
  mutating func nextString(_ expected: Tag, in bytes: Span<UInt8>) throws(DERError) -> Node {
    let start = position
    guard !isAtEnd else { throw .missing(offset: start, expected: expected) }
    let node = try next(in: bytes)
    guard node.tag.matches(expected) else {
      throw .unexpectedTag(offset: start, expected: expected, found: node.tag)
    }
    return node
  }

  /// The name of the next node, an OBJECT IDENTIFIER, or its dotted form.
  mutating func nextLabel(in bytes: Span<UInt8>) throws(DERError) -> String {
    let node = try next(.objectIdentifier, in: bytes)
    guard ObjectIdentifierText.isValid(node.content, in: bytes) else {
      throw .malformed(offset: node.start, what: "an OBJECT IDENTIFIER with a padded or unfinished arc")
    }
    return OIDReference(node.content, in: bytes).label(in: bytes)
  }

  /// The text of the next node, which must be of a string type.
  mutating func nextText(in bytes: Span<UInt8>) throws(DERError) -> String {
    guard !isAtEnd else { throw .missing(offset: position, expected: .utf8String) }
    let node = try next(in: bytes)
    guard let text = StringText(node.tag, content: node.content, in: bytes) else {
      throw .unexpectedTag(offset: node.start, expected: .utf8String, found: node.tag)
    }
    return text.text
  }

  /// The only node of a range, which must have this tag.
  static func only(_ expected: Tag, _ range: Range<Int>, in bytes: Span<UInt8>) throws(DERError) -> Node {
    var cursor = Cursor(range)
    let node = try cursor.next(expected, in: bytes)
    try cursor.finish()
    return node
  }
}

extension Node {
  /// The value of an INTEGER that counts something: not negative, and at most 2^63 - 1.
  func count(in bytes: Span<UInt8>) throws(DERError) -> Int {
    guard let first = content.first, bytes[first] < 0x80 else {
      throw .malformed(offset: start, what: "a negative or empty INTEGER")
    }
    var value = 0
    for index in content {
      guard value <= Int.max >> 8 else { throw .malformed(offset: start, what: "an INTEGER of more than 63 bits") }
      value = value << 8 | Int(bytes[index])
    }
    return value
  }
}
