// SPDX-License-Identifier: Apache-2.0
internal import DER

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
    _ list: Node, in bytes: Span<UInt8>, into extensions: inout [RequestedExtension], notes: inout [Irregularity]
  ) {
    guard list.tag == .sequence else {
      notes.append(Irregularity(.extensionMalformed, list.whole))
      return
    }
    notes.note(list)
    var cursor = Cursor(list.content)
    if cursor.isAtEnd { notes.append(Irregularity(.extensionListEmpty, list.whole)) }
    while !cursor.isAtEnd {
      let start = cursor.position
      do throws(DERError) {
        let node = try cursor.next(.sequence, in: bytes)
        let requested = try read(node, in: bytes, notes: &notes)
        if extensions.contains(where: { $0.isSameType(as: requested, in: bytes) }) {
          notes.append(Irregularity(.extensionRepeated, requested.whole))
        }
        extensions.append(requested)
      } catch {
        notes.append(Irregularity(.extensionMalformed, start..<max(cursor.position, start + 1)))
        if cursor.position == start { return }
      }
    }
  }

  private static func read(
    _ node: Node, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) throws(DERError) -> RequestedExtension {
    notes.note(node)
    var cursor = Cursor(node.content)
    let oid = try cursor.next(.objectIdentifier, in: bytes)
    var isCritical = false
    if let flag = try cursor.nextIf(.boolean, in: bytes) {
      guard flag.content.count == 1 else { throw .malformed(offset: flag.start, what: "a BOOLEAN of the wrong length") }
      let octet = bytes[flag.content.lowerBound]
      isCritical = octet != 0
      if octet == 0 { notes.append(Irregularity(.defaultEncoded, flag.whole)) }
      if octet != 0 && octet != 0xFF { notes.append(Irregularity(.booleanForm, flag.whole)) }
    }
    let value = try cursor.next(.octetString, in: bytes)
    notes.note(value)
    if !cursor.isAtEnd { notes.append(Irregularity(.trailingData, cursor.position..<cursor.end)) }
    return RequestedExtension(
      oid: OIDReference(oid.content, in: bytes), isCritical: isCritical, value: value.content, whole: node.whole)
  }

  private func isSameType(as other: RequestedExtension, in bytes: Span<UInt8>) -> Bool {
    if oid.known != nil || other.oid.known != nil { return oid.known == other.oid.known }
    guard oid.content.count == other.oid.content.count else { return false }
    for index in 0..<oid.content.count
    where bytes[oid.content.lowerBound + index] != bytes[other.oid.content.lowerBound + index] {
      return false
    }
    return true
  }
}
