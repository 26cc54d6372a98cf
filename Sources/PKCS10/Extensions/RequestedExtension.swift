// SPDX-License-Identifier: Apache-2.0

/// One extension that the request asks for (RFC 2985 §5.4.2, RFC 5280 §4.2).
public struct RequestedExtension: Sendable, Hashable {
  /// The extension's type.
  public let oid: OIDReference
  /// Whether it is marked critical.
  public let isCritical: Bool
  /// The content of the OCTET STRING: an encoding of its own.
  public let value: Range<Int>
  /// The whole Extension.
  public let whole: Range<Int>

  /// Reads the value of an extensionRequest attribute; what cannot be read is noted and left out.
  static func readList(
    _ list: Node, in bytes: Span<UInt8>, into extensions: inout [RequestedExtension], seen: inout SeenOIDs,
    notes: inout [Irregularity]
  ) {
    guard list.tag == .sequence else {
      notes.append(Irregularity(.extensionMalformed, list.whole))
      return
    }
    var cursor = Cursor(list.content)
    if cursor.isAtEnd { notes.append(Irregularity(.extensionListEmpty, list.whole)) }
    while !cursor.isAtEnd, let node = cursor.next(in: bytes, orNote: .extensionMalformed, &notes) {
      do throws(DERError) {
        guard node.tag == .sequence else {
          throw .unexpectedTag(offset: node.start, expected: .sequence, found: node.tag)
        }
        let requested = try read(node, in: bytes, notes: &notes)
        if !seen.insert(requested.oid, in: bytes) {
          notes.append(Irregularity(.extensionRepeated, requested.whole))
        }
        extensions.append(requested)
      } catch {
        notes.append(Irregularity(.extensionMalformed, node.whole))
      }
    }
  }

  private static func read(
    _ node: Node, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) throws(DERError) -> RequestedExtension {
    notes.note(node)
    var cursor = Cursor(node.content)
    let oid = notes.reference(try cursor.next(.objectIdentifier, in: bytes), in: bytes)
    var isCritical = false
    if let flag = try cursor.nextIf(.boolean, in: bytes) {
      guard flag.content.count == 1 else { throw .malformed(offset: flag.start, what: "a BOOLEAN of the wrong length") }
      notes.note(flag)
      let octet = bytes[flag.content.lowerBound]
      isCritical = octet != 0
      if octet == 0 { notes.append(Irregularity(.defaultEncoded, flag.whole)) }
      if octet != 0 && octet != 0xFF { notes.append(Irregularity(.booleanForm, flag.whole)) }
    }
    let string = try cursor.nextString(.octetString, in: bytes)
    let value = try notes.contiguous(string, in: bytes)
    if value == nil { notes.append(Irregularity(.extensionMalformed, string.whole)) }
    notes.noteRest(of: cursor)
    return RequestedExtension(
      oid: oid, isCritical: isCritical, value: value ?? string.content, whole: node.whole)
  }
}
