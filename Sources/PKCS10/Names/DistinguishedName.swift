// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// Distinguished names as text (RFC 4514).
package enum DistinguishedName {
  /// The attributes on one line, the last RDN first: `CN=www.example.com,O=Example`.
  ///
  /// Types have their short names (RFC 4514 §3) or else their names in `KnownOID`; an unknown type has its dotted form.
  /// Its value, and any value that is not a string, appears as `#` and the encoding in hexadecimal.
  package static func text(_ attributes: [NameAttribute], in bytes: Span<UInt8>) -> String {
    var text = ""
    var index = attributes.count
    while index > 0 {
      let rdn = attributes[index - 1].rdn
      let start = attributes[..<index].lastIndex { $0.rdn != rdn }.map { $0 + 1 } ?? 0
      if !text.isEmpty { text += "," }
      text += attributes[start..<index].map { pair($0, in: bytes) }.joined(separator: "+")
      index = start
    }
    return text
  }

  private static let shortNames: [KnownOID: String] = KnownOID.keyed([
    ("2.5.4.3", "CN"), ("2.5.4.7", "L"), ("2.5.4.8", "ST"), ("2.5.4.10", "O"), ("2.5.4.11", "OU"), ("2.5.4.6", "C"),
    ("2.5.4.9", "STREET"), ("0.9.2342.19200300.100.1.25", "DC"), ("0.9.2342.19200300.100.1.1", "UID"),
  ])

  /// One attribute as in ``text(_:in:)``.
  package static func pair(oid: String, value: String) -> String {
    let known = KnownOID.find(dotted: oid)
    return "\(known.flatMap { shortNames[$0] } ?? known?.name ?? oid)=\(escaped(value))"
  }

  private static func pair(_ attribute: NameAttribute, in bytes: Span<UInt8>) -> String {
    guard let known = attribute.oid.known, let value = attribute.text(in: bytes) else {
      return "\(attribute.oid.known?.name ?? attribute.oid.dotted(in: bytes))=\(hex(attribute, in: bytes))"
    }
    return "\(shortNames[known] ?? known.name)=\(escaped(value.text))"
  }

  /// The encoding of the value, which starts where the type ends.
  private static func hex(_ attribute: NameAttribute, in bytes: Span<UInt8>) -> String {
    "#" + Hexadecimal.text(attribute.oid.content.upperBound..<attribute.value.upperBound, in: bytes)
  }

  /// Escapes special characters (RFC 4514 §2.4).
  private static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var escaped = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\0":
        escaped.append(contentsOf: "\\00".unicodeScalars)
        continue
      case "\"", "+", ",", ";", "<", ">", "\\": escaped.append("\\")
      case "#" where index == 0: escaped.append("\\")
      case " " where index == 0 || index == scalars.count - 1: escaped.append("\\")
      default: break
      }
      escaped.append(scalar)
    }
    return String(escaped)
  }
}

extension NameAttribute {
  /// The value as text, or its encoding in hexadecimal if its type is not a string.
  package func displayText(in bytes: Span<UInt8>) -> String {
    text(in: bytes)?.text ?? "#" + Hexadecimal.text(oid.content.upperBound..<value.upperBound, in: bytes)
  }
}

/// One attribute of a distinguished name, as ranges of the request.
package struct NameAttribute: Sendable, Hashable {
  /// The attribute's type.
  package let oid: OIDReference
  /// The type of the value.
  package let tag: Tag
  /// The content of the value.
  package let value: Range<Int>
  /// The complete AttributeTypeAndValue.
  package let range: Range<Int>
  /// The index of its RelativeDistinguishedName, from 0; attributes of a multi-valued RDN share it.
  package let rdn: Int

  /// The value as text, or nil if its type is not a string.
  package func text(in bytes: Span<UInt8>) -> StringText? {
    StringText(tag, content: value, in: bytes)
  }
}

/// Reads names (RFC 5280 §4.1.2.4): the subject, and directory names among the alternative names.
enum NameReader {
  /// Returns all attributes in order; malformed parts are recorded and omitted.
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
        notes.append(Irregularity(.nameMalformed, set.range))
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
    if cursor.isAtEnd { notes.append(Irregularity(.emptySet, set.range)) }
    while !cursor.isAtEnd {
      let pair = try cursor.next(.sequence, in: bytes)
      var fields = Cursor(pair.content)
      let type = notes.reference(try fields.next(.objectIdentifier, in: bytes), in: bytes)
      let value = try fields.next(in: bytes)
      notes.noteRest(of: fields)
      notes.note(pair)
      notes.check(value, in: bytes)
      if !ValueCheck.isNameValue(value.tag) { notes.append(Irregularity(.valueType, value.range)) }
      order.append(pair.range, in: bytes)
      attributes.append(
        NameAttribute(oid: type, tag: value.tag, value: value.content, range: pair.range, rdn: rdn))
    }
    if !order.isAscending { notes.append(Irregularity(.setOrder, set.range)) }
  }
}

extension NameAttribute {
  /// Whether the value is printable ASCII text that its type allows: true for nearly every value, and checked without
  /// allocating a string.
  package func isPlainASCII(in bytes: Span<UInt8>) -> Bool {
    switch tag {
    case .printableString:
      for index in value where !StringText.isPrintable(bytes[index]) { return false }
      return true
    case .utf8String, .ia5String, .teletexString, .visibleString:
      return bytes.extracting(value).isPrintableASCII
    default:
      return false
    }
  }
}
