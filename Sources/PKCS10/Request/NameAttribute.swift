// SPDX-License-Identifier: Apache-2.0

/// One attribute of a distinguished name, where it stands in the request.
public struct NameAttribute: Sendable, Hashable {
  /// The attribute's type.
  public let oid: OIDReference
  /// The value's type.
  public let tag: Tag
  /// The value's content.
  public let value: Range<Int>
  /// The whole AttributeTypeAndValue.
  public let whole: Range<Int>
  /// The position of its RelativeDistinguishedName, from 0; attributes that share one have the same.
  public let rdn: Int

  /// The value as text, or nil where its type is not a string.
  public func text(in bytes: Span<UInt8>) -> StringText? {
    StringText(tag, content: value, in: bytes)
  }
}

/// Reads names (RFC 5280 §4.1.2.4): the subject, and directory names among the alternative names.
enum NameReader {
  /// All attributes in order; a part that cannot be read is noted and left out.
  static func read(
    _ name: Node, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) -> [NameAttribute] {
    var attributes: [NameAttribute] = []
    attributes.reserveCapacity(8)
    var cursor = Cursor(name.content)
    var rdn = 0
    while !cursor.isAtEnd, let set = cursor.next(in: bytes, orNote: .nameMalformed, &notes) {
      do throws(DERError) {
        try notes.noteList(set, .set)
        try readRDN(set, rdn, in: bytes, into: &attributes, notes: &notes)
      } catch {
        notes.append(Irregularity(.nameMalformed, set.whole))
      }
      rdn += 1
    }
    return attributes
  }

  private static func readRDN(
    _ set: Node, _ rdn: Int, in bytes: Span<UInt8>, into attributes: inout [NameAttribute],
    notes: inout [Irregularity]
  ) throws(DERError) {
    var cursor = Cursor(set.content)
    var order = SetOrder()
    if cursor.isAtEnd { notes.append(Irregularity(.emptySet, set.whole)) }
    while !cursor.isAtEnd {
      let pair = try cursor.next(.sequence, in: bytes)
      var fields = Cursor(pair.content)
      let type = notes.reference(try fields.next(.objectIdentifier, in: bytes), in: bytes)
      let value = try fields.next(in: bytes)
      notes.noteRest(of: fields)
      notes.note(pair)
      notes.check(value, in: bytes)
      if !ValueCheck.isNameValue(value.tag) { notes.append(Irregularity(.valueType, value.whole)) }
      order.append(pair.whole, in: bytes)
      attributes.append(
        NameAttribute(oid: type, tag: value.tag, value: value.content, whole: pair.whole, rdn: rdn))
    }
    if !order.isAscending { notes.append(Irregularity(.setOrder, set.whole)) }
  }
}
