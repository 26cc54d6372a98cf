// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// A requested extension (RFC 2985 §5.4.2, RFC 5280 §4.2).
package struct RequestedExtension: Sendable, Hashable {
  /// The extension's type.
  package let oid: OIDReference
  /// Whether it is marked critical.
  package let isCritical: Bool
  /// The content of the OCTET STRING, which is an encoding itself.
  package let value: Range<Int>
  /// The complete Extension.
  package let range: Range<Int>

  /// Reads the value of an extensionRequest attribute; malformed extensions are recorded and omitted.
  ///
  /// Returns whether the list is complete: OpenSSL reads none of its extensions otherwise.
  @discardableResult
  static func readList(
    _ list: Node, in bytes: Span<UInt8>, into extensions: inout [RequestedExtension], notes: inout [Irregularity]
  ) -> Bool {
    guard list.tag == .sequence else {
      notes.append(Irregularity(.extensionMalformed, list.range))
      return false
    }
    var seen = SeenOIDs()
    var isComplete = true
    var cursor = Cursor(list.content)
    if cursor.isAtEnd { notes.append(Irregularity(.extensionListEmpty, list.range)) }
    while !cursor.isAtEnd {
      guard let node = cursor.next(in: bytes, orNote: .extensionMalformed, &notes) else { return false }
      do throws(DERError) {
        guard node.tag == .sequence else {
          throw .unexpectedTag(offset: node.start, expected: .sequence, found: node.tag)
        }
        let requested = try read(node, in: bytes, notes: &notes)
        if !seen.insert(requested.oid, in: bytes) {
          notes.append(Irregularity(.extensionRepeated, requested.range))
        }
        extensions.append(requested)
      } catch {
        notes.append(Irregularity(.extensionMalformed, node.range))
        isComplete = false
      }
    }
    return isComplete
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
      if octet == 0 { notes.append(Irregularity(.defaultEncoded, flag.range)) }
      if octet != 0 && octet != 0xFF { notes.append(Irregularity(.booleanForm, flag.range)) }
    }
    let string = try cursor.nextString(.octetString, in: bytes)
    let value = try notes.contiguous(string, in: bytes)
    if value == nil { notes.append(Irregularity(.extensionMalformed, string.range)) }
    notes.noteRest(of: cursor)
    return RequestedExtension(
      oid: oid, isCritical: isCritical, value: value ?? string.content, range: node.range)
  }
}

/// The value of a requested extension, decoded if its type is in the catalog.
package struct ExtensionValue: Sendable {
  /// The decoded value; nil for a type outside the catalog or a malformed value.
  package let decoded: (any DecodedValue)?
  /// Why the value cannot be decoded; nil if it was decoded or the type is unknown.
  package let error: DERError?
  /// The value on one line; hexadecimal with the length if it was not decoded.
  package let text: String

  /// The value types, by extension.
  static let catalog: [KnownOID: any DecodedValue.Type] = KnownOID.keyed([
    ("2.5.29.14", OctetsValue.self), ("2.5.29.15", KeyUsageValue.self), ("2.5.29.17", GeneralNamesValue.self),
    ("2.5.29.18", GeneralNamesValue.self), ("2.5.29.19", BasicConstraintsValue.self),
    ("2.5.29.32", CertificatePoliciesValue.self), ("2.5.29.37", ExtendedKeyUsageValue.self),
    ("1.3.6.1.5.5.7.1.24", TLSFeatureValue.self), ("1.3.6.1.5.5.7.1.31", OctetsValue.self),
    ("1.3.6.1.5.5.7.48.1.5", NullValue.self), ("1.3.6.1.4.1.11129.2.4.3", NullValue.self),
    ("2.16.840.1.113730.1.1", NetscapeCertTypeValue.self), ("2.16.840.1.113730.1.12", StringValue.self),
    ("2.16.840.1.113730.1.13", StringValue.self), ("1.3.6.1.4.1.311.20.2", StringValue.self),
    ("1.3.6.1.4.1.311.21.7", CertificateTemplateValue.self),
    ("1.3.6.1.4.1.311.21.10", CertificatePoliciesValue.self),
    ("2.23.140.3.1", OrganizationIdentifierValue.self),
  ])

  /// Decodes the value of an extension.
  init(_ requested: RequestedExtension, in bytes: Span<UInt8>) {
    guard let type = requested.oid.known.flatMap({ ExtensionValue.catalog[$0] }) else {
      (decoded, error, text) = (nil, nil, Hexadecimal.counted(requested.value, in: bytes))
      return
    }
    do throws(DERError) {
      let value = try type.init(requested.value, in: bytes)
      (decoded, error, text) = (value, nil, value.text)
    } catch {
      (decoded, self.error, text) = (nil, error, Hexadecimal.counted(requested.value, in: bytes))
    }
  }
}

extension RequestedExtension {
  /// The decoded value.
  package func decodedValue(in bytes: Span<UInt8>) -> ExtensionValue { ExtensionValue(self, in: bytes) }

  /// The value on one line.
  package func displayText(in bytes: Span<UInt8>) -> String { decodedValue(in: bytes).text }
}
