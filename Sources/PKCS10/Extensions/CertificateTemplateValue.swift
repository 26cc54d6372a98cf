// SPDX-License-Identifier: Apache-2.0

/// The template of a Microsoft CA that the certificate is to follow (MS-WCCE §2.2.2.7.7.2).
public struct CertificateTemplateValue: DecodedValue, Hashable {
  /// The template's dotted identifier.
  public let template: String
  /// Its major version, if given.
  public let major: Int?
  /// Its minor version, if given.
  public let minor: Int?

  /// Reads a CertificateTemplateOID.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    template = try cursor.nextLabel(in: bytes)
    major = try cursor.nextIf(.integer, in: bytes)?.count(in: bytes)
    minor = try cursor.nextIf(.integer, in: bytes)?.count(in: bytes)
    try cursor.finish()
  }

  /// Such as `1.3.6.1.4.1.311.21.8.1.2.3, version 100.7`.
  public var text: String {
    let version = [major, minor].compactMap { $0.map(String.init) }
    return version.isEmpty ? template : "\(template), version \(version.joined(separator: "."))"
  }
}
