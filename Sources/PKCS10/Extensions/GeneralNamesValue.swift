// SPDX-License-Identifier: Apache-2.0

/// A list of names in an extension (RFC 5280 §4.2.1.6).
public struct GeneralNamesValue: DecodedValue, Hashable {
  /// The names in order, with their forms: `dns:www.example.com`.
  public let names: [String]

  /// Reads a GeneralNames; names of no known form are left out, as among the request's alternative names.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(encoding)
    _ = try cursor.next(.sequence, in: bytes)
    var ignored: [Irregularity] = []
    names = GeneralName.readList(encoding, in: bytes, notes: &ignored)
      .map { "\($0.kind.name):\($0.text(in: bytes).text)" }
  }

  /// The names, separated by commas.
  public var text: String { GeneralNamesValue.list(names) }
}
