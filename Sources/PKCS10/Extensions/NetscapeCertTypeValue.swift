// SPDX-License-Identifier: Apache-2.0

/// Netscape's forerunner of the key usages (Netscape Certificate Extensions, netscape-cert-type).
public struct NetscapeCertTypeValue: DecodedValue, Hashable {
  /// The bits that are set, by OpenSSL's names for them, in order.
  public let types: [String]

  private static let names = [
    "sslClient", "sslServer", "smime", "objectSigning", "reserved", "sslCA", "smimeCA", "objectSigningCA",
  ]

  /// Reads a netscape-cert-type.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    types = try NamedBits(encoding, in: bytes).names(NetscapeCertTypeValue.names)
  }

  /// Such as `sslClient, sslServer`.
  public var text: String { NetscapeCertTypeValue.list(types) }
}
