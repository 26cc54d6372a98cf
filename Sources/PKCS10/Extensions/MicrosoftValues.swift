// SPDX-License-Identifier: Apache-2.0

/// The Windows client that created a request (MS-WCCE §2.2.2.7.4).
package struct RequestClientInfoValue: DecodedValue, Hashable {
  /// The client id.
  package let clientID: Int
  /// The machine name.
  package let machine: String
  /// The user name with the domain.
  package let user: String
  /// The program name.
  package let process: String

  /// Reads a RequestClientInfo.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    clientID = try cursor.next(.integer, in: bytes).count(in: bytes)
    machine = try cursor.nextText(in: bytes)
    user = try cursor.nextText(in: bytes)
    process = try cursor.nextText(in: bytes)
    try cursor.finish()
  }

  /// `client 5, machine web01.example.com, user EXAMPLE\admin, process certreq.exe`.
  package var text: String { "client \(clientID), machine \(machine), user \(user), process \(process)" }
}

/// The requested certificate template of a Microsoft CA (MS-WCCE §2.2.2.7.7.2).
package struct CertificateTemplateValue: DecodedValue, Hashable {
  /// The template's dotted identifier.
  package let template: String
  /// Its major version, if given.
  package let major: Int?
  /// Its minor version, if given.
  package let minor: Int?

  /// Reads a CertificateTemplateOID.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    template = try cursor.nextLabel(in: bytes)
    major = try cursor.nextIf(.integer, in: bytes)?.count(in: bytes)
    minor = try cursor.nextIf(.integer, in: bytes)?.count(in: bytes)
    try cursor.finish()
  }

  /// For example `1.3.6.1.4.1.311.21.8.1.2.3, version 100.7`.
  package var text: String {
    let version = [major, minor].compactMap { $0.map(String.init) }
    return version.isEmpty ? template : "\(template), version \(version.joined(separator: "."))"
  }
}

/// The Windows provider of the private key (MS-WCCE §2.2.2.7.2, CSPProvider).
package struct EnrollmentCSPValue: DecodedValue, Hashable {
  /// The key specification: 1 key exchange, 2 signatures, 0 unspecified.
  package let keySpecification: Int
  /// The provider's name.
  package let provider: String

  /// Reads a CSPProvider; its signature, which is unused, is ignored.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    keySpecification = try cursor.next(.integer, in: bytes).count(in: bytes)
    provider = try cursor.nextText(in: bytes)
    if !cursor.isAtEnd { _ = try cursor.nextString(.bitString, in: bytes) }
    try cursor.finish()
  }

  /// `Microsoft Software Key Storage Provider, key specification 0`.
  package var text: String { "\(provider), key specification \(keySpecification)" }
}

/// A setting for a Microsoft CA (MS-WCCE §2.2.2.7.10, EnrollmentNameValuePair).
package struct NameValuePairValue: DecodedValue, Hashable {
  /// The setting's name.
  package let name: String
  /// Its value.
  package let value: String

  /// Reads an EnrollmentNameValuePair.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    name = try cursor.nextText(in: bytes)
    value = try cursor.nextText(in: bytes)
    try cursor.finish()
  }

  /// `CertificateTemplate=WebServer`.
  package var text: String { "\(name)=\(value)" }
}
