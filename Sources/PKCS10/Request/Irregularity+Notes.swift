// SPDX-License-Identifier: Apache-2.0

extension [Irregularity] {
  /// Notes a header that only BER allows.
  @inline(__always)
  mutating func note(_ node: Node) {
    if node.laxity != .none { noteLaxity(of: node) }
  }

  private mutating func noteLaxity(of node: Node) {
    let header = node.start..<node.content.lowerBound
    switch node.laxity {
    case .none: return
    case .longLength: append(Irregularity(.longLength, header))
    case .indefiniteLength: append(Irregularity(.indefiniteLength, header))
    case .longTag: append(Irregularity(.longTag, header))
    }
  }

  /// Looks up the OBJECT IDENTIFIER of a node and notes one that is malformed.
  @inline(__always)
  mutating func reference(_ node: Node, in bytes: Span<UInt8>) -> OIDReference {
    note(node)
    let reference = OIDReference(node.content, in: bytes)
    if reference.known == nil, !ObjectIdentifierText.isValid(node.content, in: bytes) {
      append(Irregularity(.oidMalformed, node.whole))
    }
    return reference
  }

  /// Notes the header of a SEQUENCE OF or SET OF, which OpenSSL also takes without the constructed bit.
  ///
  /// - Throws: where the node is of another type.
  mutating func noteList(_ node: Node, _ expected: Tag) throws(DERError) {
    guard node.tag.matches(expected) else {
      throw .unexpectedTag(offset: node.start, expected: expected, found: node.tag)
    }
    note(node)
    if !node.tag.isConstructed { append(Irregularity(.primitiveList, node.start..<node.content.lowerBound)) }
  }

  /// Notes what is wrong with a value of any type: its header, and content that its type cannot have.
  mutating func check(_ value: Node, in bytes: Span<UInt8>) {
    note(value)
    guard let kind = ValueCheck.irregularity(of: value, in: bytes) else { return }
    append(Irregularity(kind, kind == .constructedString ? value.start..<value.content.lowerBound : value.whole))
  }

  /// Notes whatever follows the last element that was read.
  @inline(__always)
  mutating func noteRest(of cursor: Cursor) {
    if !cursor.isAtEnd { append(Irregularity(.trailingData, cursor.position..<cursor.end)) }
  }

  /// The content of a string that may be in constructed form, which is noted.
  ///
  /// - Returns: the content of its only part, or nil where it has several or none.
  mutating func contiguous(_ string: Node, in bytes: Span<UInt8>) throws(DERError) -> Range<Int>? {
    note(string)
    guard string.tag.isConstructed else { return string.content }
    append(Irregularity(.constructedString, string.start..<string.content.lowerBound))
    let segments = try Cursor.segments(of: string.content, in: bytes)
    return segments.count == 1 ? segments.first : nil
  }
}
