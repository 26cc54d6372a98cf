// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// One attribute of a request (RFC 2986 §4.1).
package struct RequestAttribute: Sendable, Hashable {
  /// The attribute's type.
  package let oid: OIDReference
  /// The content of its SET of values.
  package let values: Range<Int>
  /// The complete Attribute.
  package let range: Range<Int>

  /// The first value, or nil if there is none.
  package func firstValue(in bytes: Span<UInt8>) -> Node? {
    var cursor = Cursor(values)
    return try? cursor.next(in: bytes)
  }
}

/// The values of an attribute, decoded if its type is in the catalog.
package struct AttributeValue: Sendable {
  /// The decoded values, in order; empty for a type outside the catalog or a malformed value.
  package let decoded: [any DecodedValue]
  /// Why a value cannot be decoded; nil if all were decoded or the type is unknown.
  package let error: DERError?
  /// The values on one line; hexadecimal with the length for a value that was not decoded.
  package let text: String
  /// Whether the value may be a secret that must not be shown (challengePassword).
  package let isSecret: Bool

  /// The value types, by attribute.
  static let catalog: [KnownOID: any DecodedValue.Type] = KnownOID.keyed([
    ("1.2.840.113549.1.9.2", StringValue.self), ("1.2.840.113549.1.9.7", StringValue.self),
    ("1.2.840.113549.1.9.8", StringValue.self), ("1.2.840.113549.1.9.14", ExtensionListValue.self),
    ("1.2.840.113549.1.9.20", StringValue.self), ("1.2.840.113549.1.9.21", OctetsValue.self),
    ("1.3.6.1.4.1.311.2.1.14", ExtensionListValue.self), ("1.3.6.1.4.1.311.13.2.1", NameValuePairValue.self),
    ("1.3.6.1.4.1.311.13.2.2", EnrollmentCSPValue.self), ("1.3.6.1.4.1.311.13.2.3", StringValue.self),
    ("1.3.6.1.4.1.311.21.20", RequestClientInfoValue.self), ("2.23.140.41", OctetsValue.self),
    ("2.23.140.42", OctetsValue.self),
  ])

  /// Decodes the values of an attribute.
  init(_ attribute: RequestAttribute, in bytes: Span<UInt8>) {
    let type = attribute.oid.known.flatMap { AttributeValue.catalog[$0] }
    var cursor = Cursor(attribute.values)
    var values: [any DecodedValue] = []
    var texts: [String] = []
    var failure: DERError?
    while !cursor.isAtEnd, let node = try? cursor.next(in: bytes) {
      do throws(DERError) {
        guard let value = try type?.init(node.range, in: bytes) else {
          texts.append(Hexadecimal.counted(node.range, in: bytes))
          continue
        }
        values.append(value)
        texts.append(value.text)
      } catch {
        failure = failure ?? error
        texts.append(Hexadecimal.counted(node.range, in: bytes))
      }
    }
    decoded = failure == nil ? values : []
    error = failure
    text = texts.joined(separator: ", ")
    isSecret = attribute.oid.known == .challengePassword
  }
}

extension RequestAttribute {
  /// The decoded values.
  package func decodedValue(in bytes: Span<UInt8>) -> AttributeValue { AttributeValue(self, in: bytes) }

  /// The values on one line; for a secret, only the length.
  package func displayText(in bytes: Span<UInt8>) -> String {
    let value = decodedValue(in: bytes)
    guard value.isSecret else { return value.text }
    return value.text.isEmpty ? "empty" : "not shown (\(value.text.unicodeScalars.count) characters)"
  }
}

/// The types of the extensions in an extensionRequest attribute (RFC 2985 §5.4.2).
package struct ExtensionListValue: DecodedValue, Hashable {
  /// The types, in order: names (`subjectAltName`) or dotted identifiers.
  package let types: [String]

  /// Reads an Extensions; malformed extensions are omitted.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    let list = try Cursor.only(.sequence, encoding, in: bytes)
    var extensions: [RequestedExtension] = []
    var ignored: [Irregularity] = []
    RequestedExtension.readList(list, in: bytes, into: &extensions, notes: &ignored)
    types = extensions.map { $0.oid.label(in: bytes) }
  }

  /// The types, separated by commas.
  package var text: String { types.joined(separator: ", ") }
}
