// SPDX-License-Identifier: Apache-2.0

/// A value that is one OCTET STRING: key identifiers (RFC 5280 §4.2.1.2), ACME's digests (RFC 8737 §3), nonces for
/// onion names (BR Appendix B).
public struct OctetsValue: DecodedValue, Hashable {
  /// The octets.
  public let octets: [UInt8]

  /// Reads an OCTET STRING.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    octets = try Cursor.only(.octetString, encoding, in: bytes).content.map { bytes[$0] }
  }

  /// The octets in hexadecimal.
  public var text: String { HexText.text(0..<octets.count, in: octets.span) }
}
