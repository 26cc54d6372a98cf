// SPDX-License-Identifier: Apache-2.0

/// The purposes that the certificate is for (RFC 5280 §4.2.1.12).
public struct ExtendedKeyUsageValue: DecodedValue, Hashable {
  /// The purposes in order: names (`serverAuth`), or dotted identifiers.
  public let purposes: [String]

  /// Reads an ExtKeyUsageSyntax; an empty one is let pass.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    var purposes: [String] = []
    while !cursor.isAtEnd { purposes.append(try cursor.nextLabel(in: bytes)) }
    self.purposes = purposes
  }

  /// Such as `serverAuth, clientAuth`.
  public var text: String { ExtendedKeyUsageValue.list(purposes) }
}
