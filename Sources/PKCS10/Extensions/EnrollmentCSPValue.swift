// SPDX-License-Identifier: Apache-2.0

/// The provider that holds the private key on Windows (MS-WCCE §2.2.2.7.2, CSPProvider).
public struct EnrollmentCSPValue: DecodedValue, Hashable {
  /// What the key is for: 1 key exchange, 2 signatures, 0 not told.
  public let keySpecification: Int
  /// The provider's name.
  public let provider: String

  /// Reads a CSPProvider; its signature, which nobody fills in, is not looked at.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    keySpecification = try cursor.next(.integer, in: bytes).count(in: bytes)
    provider = try cursor.nextText(in: bytes)
    if !cursor.isAtEnd { _ = try cursor.nextString(.bitString, in: bytes) }
    try cursor.finish()
  }

  /// `Microsoft Software Key Storage Provider, key specification 0`.
  public var text: String { "\(provider), key specification \(keySpecification)" }
}
