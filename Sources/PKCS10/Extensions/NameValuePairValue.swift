// SPDX-License-Identifier: Apache-2.0

/// A setting for a Microsoft CA (MS-WCCE §2.2.2.7.10, EnrollmentNameValuePair).
public struct NameValuePairValue: DecodedValue, Hashable {
  /// The setting's name.
  public let name: String
  /// Its value.
  public let value: String

  /// Reads an EnrollmentNameValuePair.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    name = try cursor.nextText(in: bytes)
    value = try cursor.nextText(in: bytes)
    try cursor.finish()
  }

  /// `CertificateTemplate=WebServer`.
  public var text: String { "\(name)=\(value)" }
}
