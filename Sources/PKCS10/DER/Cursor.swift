// SPDX-License-Identifier: Apache-2.0

/// Reads the nodes of one container in order, over bytes that the caller owns.
///
/// Lengths are strict: no node extends beyond its container. Headers that only BER allows are read and recorded in
/// `Node.laxity`. Content is not examined, so reading a container takes time linear in its nodes.
package struct Cursor: Sendable {
  /// The maximum nesting of indefinite lengths.
  package static let depthLimit = 32

  @usableFromInline var offset: Int
  /// One past the container's last byte.
  package let end: Int

  /// Creates a cursor over a range of the bytes, such as a node's content.
  @inlinable
  package init(_ range: Range<Int>) {
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The offset of the next unread byte.
  @inlinable
  package var position: Int { offset }

  /// Whether every byte has been read.
  @inlinable
  package var isAtEnd: Bool { offset >= end }

  /// The first identifier octet of the next node; nil at the end.
  @inlinable
  package func peek(in bytes: Span<UInt8>) -> UInt8? {
    position < end ? bytes[position] : nil
  }

  /// Reads the next node with any tag.
  @inlinable
  package mutating func next(in bytes: Span<UInt8>) throws(DERError) -> Node {
    if let node = shortNode(in: bytes) { return node }
    let node = try Cursor.node(at: position, end: end, in: bytes, depth: 0)
    offset = node.end
    return node
  }

  /// Reads the next node, which must have this tag, including the constructed bit.
  @inlinable
  package mutating func next(_ expected: Tag, in bytes: Span<UInt8>) throws(DERError) -> Node {
    if position < end, bytes[position] == expected.octet, let node = shortNode(in: bytes) { return node }
    return try nextExpected(expected, in: bytes)
  }

  /// Reads the next node if it has this tag; otherwise leaves it unread.
  package mutating func nextIf(_ expected: Tag, in bytes: Span<UInt8>) throws(DERError) -> Node? {
    guard position < end else { return nil }
    let octet = bytes[position]
    guard octet == expected.octet || octet == expected.octet | 0x1F else { return nil }
    let node = try Cursor.node(at: position, end: end, in: bytes, depth: 0)
    guard node.tag == expected else { return nil }
    offset = node.end
    return node
  }

  /// Reads the next node if its tag number is below 31 and its length below 128 and within the container: nearly all
  /// nodes, and cheap enough to inline.
  @inlinable @inline(__always)
  mutating func shortNode(in bytes: Span<UInt8>) -> Node? {
    let start = position
    guard start + 1 < end else { return nil }
    let octet = bytes[start]
    let content = start + 2
    let contentEnd = content + Int(bytes[start + 1])
    guard octet & 0x1F != 0x1F, contentEnd < content + 0x80, contentEnd <= end else { return nil }
    offset = contentEnd
    return Node(tag: Tag(octet), start: start, content: content..<contentEnd, end: contentEnd, laxity: .none)
  }

  @usableFromInline
  mutating func nextExpected(_ expected: Tag, in bytes: Span<UInt8>) throws(DERError) -> Node {
    guard position < end else { throw .missing(offset: position, expected: expected) }
    let node = try Cursor.node(at: position, end: end, in: bytes, depth: 0)
    guard node.tag == expected else {
      throw .unexpectedTag(offset: position, expected: expected, found: node.tag)
    }
    offset = node.end
    return node
  }

  /// Throws unless every byte has been read.
  package func finish() throws(DERError) {
    guard isAtEnd else { throw .malformed(offset: position, what: "unexpected data after the last element") }
  }

  /// Reads one header at `start`, in any form.
  @usableFromInline
  static func node(
    at start: Int, end: Int, in bytes: Span<UInt8>, depth: Int
  ) throws(DERError) -> Node {
    guard start + 1 < end else { throw .truncatedHeader(offset: min(start, end)) }
    let first = bytes[start]
    var position = start + 1
    var tag = Tag(first)
    var laxity = Node.Laxity.none
    if first & 0x1F == 0x1F {
      (tag, position, laxity) = try longTag(first, at: position, end: end, in: bytes)
      guard position < end else { throw .truncatedHeader(offset: position) }
    }
    let octet = bytes[position]
    let lengthOffset = position
    position += 1
    var length = Int(octet)
    if octet >= 0x80 {
      if octet == 0x80 {
        return try indefinite(tag, start: start, content: position, end: end, in: bytes, depth: depth)
      }
      let count = Int(octet & 0x7F)
      guard end - position >= count else { throw .truncatedHeader(offset: end) }
      length = 0
      for index in position..<position + count {
        guard length <= Int.max >> 8 else { throw .lengthTooLarge(offset: lengthOffset) }
        length = length << 8 | Int(bytes[index])
      }
      if length < 0x80 || bytes[position] == 0 { laxity = .longLength }
      position += count
    }
    guard length <= end - position else {
      throw .truncatedContent(offset: lengthOffset, needed: length, available: end - position)
    }
    let contentEnd = position + length
    return Node(tag: tag, start: start, content: position..<contentEnd, end: contentEnd, laxity: laxity)
  }

  /// Reads a tag number in the form of X.690 §8.1.2.4: seven bits per octet, the last without the high bit.
  ///
  /// A number below 31 gives the same tag as its short form, so that callers need not handle this one.
  private static func longTag(
    _ first: UInt8, at offset: Int, end: Int, in bytes: Span<UInt8>
  ) throws(DERError) -> (Tag, Int, Node.Laxity) {
    var position = offset
    var number: UInt32 = 0
    while true {
      guard position < end else { throw .truncatedHeader(offset: position) }
      let octet = bytes[position]
      guard number <= UInt32.max >> 7 else { throw .tagTooLarge(offset: offset) }
      number = number << 7 | UInt32(octet & 0x7F)
      position += 1
      if octet & 0x80 == 0 { break }
    }
    let laxity: Node.Laxity = number < 31 || bytes[offset] == 0x80 ? .longTag : .none
    let octet = number < 31 ? first & 0xE0 | UInt8(number) : first
    return (Tag(octet: octet, number: number), position, laxity)
  }

  /// Reads the nodes of an indefinite length up to the two zero octets that end it.
  ///
  /// Each level of nesting reads its bytes again, so the depth limit keeps the time linear.
  private static func indefinite(
    _ tag: Tag, start: Int, content: Int, end: Int, in bytes: Span<UInt8>, depth: Int
  ) throws(DERError) -> Node {
    guard depth < depthLimit else { throw .tooDeep(offset: start) }
    guard tag.isConstructed else { throw .malformedIndefiniteLength(offset: content - 1) }
    var position = content
    while true {
      guard position + 1 < end else { throw .malformedIndefiniteLength(offset: content - 1) }
      if bytes[position] == 0 && bytes[position + 1] == 0 { break }
      position = try node(at: position, end: end, in: bytes, depth: depth + 1).end
    }
    return Node(
      tag: tag, start: start, content: content..<position, end: position + 2, laxity: .indefiniteLength)
  }
}

extension Cursor {
  /// The maximum nesting of a string in constructed form, as in OpenSSL.
  static let segmentDepthLimit = 5

  /// The contents of the primitive parts of a string in constructed form, in order (X.690 §8.7.3).
  ///
  /// - Parameter content: the content of the constructed string. The tags of its parts are ignored.
  package static func segments(of content: Range<Int>, in bytes: Span<UInt8>) throws(DERError) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    try collect(content, depth: 0, in: bytes, into: &segments)
    return segments
  }

  private static func collect(
    _ content: Range<Int>, depth: Int, in bytes: Span<UInt8>, into segments: inout [Range<Int>]
  ) throws(DERError) {
    var cursor = Cursor(content)
    while !cursor.isAtEnd {
      let part = try cursor.next(in: bytes)
      if part.tag.isConstructed {
        guard depth < segmentDepthLimit else { throw .tooDeep(offset: part.start) }
        try collect(part.content, depth: depth + 1, in: bytes, into: &segments)
      } else {
        segments.append(part.content)
      }
    }
  }
}

extension Cursor {
  /// Reads the next node; if its header cannot be read, records the rest and returns nil.
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

  /// Reads the next node, a string of this type in primitive or constructed form.
  mutating func nextString(_ expected: Tag, in bytes: Span<UInt8>) throws(DERError) -> Node {
    let start = position
    guard !isAtEnd else { throw .missing(offset: start, expected: expected) }
    let node = try next(in: bytes)
    guard node.tag.matches(expected) else {
      throw .unexpectedTag(offset: start, expected: expected, found: node.tag)
    }
    return node
  }

  /// Reads the next node, an OBJECT IDENTIFIER, and returns its name or dotted form.
  mutating func nextLabel(in bytes: Span<UInt8>) throws(DERError) -> String {
    let node = try next(.objectIdentifier, in: bytes)
    guard ObjectIdentifierText.isValid(node.content, in: bytes) else {
      throw .malformed(offset: node.start, what: "an OBJECT IDENTIFIER with a padded or incomplete arc")
    }
    return OIDReference(node.content, in: bytes).label(in: bytes)
  }

  /// Reads the text of the next node, which must have a string type.
  mutating func nextText(in bytes: Span<UInt8>) throws(DERError) -> String {
    guard !isAtEnd else { throw .missing(offset: position, expected: .utf8String) }
    let node = try next(in: bytes)
    guard let text = StringText(node.tag, content: node.content, in: bytes) else {
      throw .unexpectedTag(offset: node.start, expected: .utf8String, found: node.tag)
    }
    return text.text
  }

  /// Reads the only node of a range, which must have this tag.
  static func only(_ expected: Tag, _ range: Range<Int>, in bytes: Span<UInt8>) throws(DERError) -> Node {
    var cursor = Cursor(range)
    let node = try cursor.next(expected, in: bytes)
    try cursor.finish()
    return node
  }
}

extension Node {
  /// The value of a non-negative INTEGER of at most 63 bits.
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
