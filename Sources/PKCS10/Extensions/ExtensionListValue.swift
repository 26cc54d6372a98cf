// SPDX-License-Identifier: Apache-2.0

/// The list of extensions in an extensionRequest attribute, by their types (RFC 2985 §5.4.2).
public struct ExtensionListValue: DecodedValue, Hashable {
  /// The types in order: names (`subjectAltName`), or dotted identifiers.
  public let types: [String]

  /// Reads an Extensions; an extension that cannot be read is left out.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    let list = try Cursor.only(.sequence, encoding, in: bytes)
    var extensions: [RequestedExtension] = []
    var seen = SeenOIDs()
    var ignored: [Irregularity] = []
    RequestedExtension.readList(list, in: bytes, into: &extensions, seen: &seen, notes: &ignored)
    types = extensions.map { $0.oid.label(in: bytes) }
  }

  /// The types, separated by commas.
  public var text: String { types.joined(separator: ", ") }
}
