// SPDX-License-Identifier: Apache-2.0

/// Whether the certificate is requested for a CA (RFC 5280 §4.2.1.9).
package struct BasicConstraintsValue: DecodedValue, Hashable {
  /// Whether the key may sign certificates.
  package let isCA: Bool
  /// The maximum number of intermediate certificates below this one, if limited.
  package let pathLength: Int?

  /// Reads a BasicConstraints; an encoded default value, which much software writes, is accepted.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    if let flag = try cursor.nextIf(.boolean, in: bytes) {
      guard let octet = flag.content.first, flag.content.count == 1 else {
        throw .malformed(offset: flag.start, what: "a BOOLEAN of the wrong length")
      }
      isCA = bytes[octet] != 0
    } else {
      isCA = false
    }
    pathLength = try cursor.nextIf(.integer, in: bytes)?.count(in: bytes)
    try cursor.finish()
  }

  /// `CA: true, path length: 0`.
  package var text: String {
    "CA: \(isCA)" + (pathLength.map { ", path length: \($0)" } ?? "")
  }
}

/// The requested key usages (RFC 5280 §4.2.1.3).
package struct KeyUsageValue: DecodedValue, Hashable {
  /// The names of the set bits (RFC 5280), in order.
  package let usages: [String]

  private static let names = [
    "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
    "cRLSign", "encipherOnly", "decipherOnly",
  ]

  /// Reads a KeyUsage.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    usages = try NamedBits(encoding, in: bytes).names(KeyUsageValue.names)
  }

  /// For example `digitalSignature, keyEncipherment`.
  package var text: String { KeyUsageValue.list(usages) }
}

/// The requested extended key usages (RFC 5280 §4.2.1.12).
package struct ExtendedKeyUsageValue: DecodedValue, Hashable {
  /// The purposes, in order: names (`serverAuth`) or dotted identifiers.
  package let purposes: [String]

  /// Reads an ExtKeyUsageSyntax; an empty one is accepted.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    var purposes: [String] = []
    while !cursor.isAtEnd { purposes.append(try cursor.nextLabel(in: bytes)) }
    self.purposes = purposes
  }

  /// For example `serverAuth, clientAuth`.
  package var text: String { ExtendedKeyUsageValue.list(purposes) }
}

/// The requested certificate policies (RFC 5280 §4.2.1.4), or Microsoft's application policies in the same form
/// (MS-WCCE §2.2.2.7.7.3).
package struct CertificatePoliciesValue: DecodedValue, Hashable {
  /// One policy.
  package struct Policy: Sendable, Hashable {
    /// The name (`domain-validated`) or dotted identifier.
    package let name: String
    /// The CPS addresses among its qualifiers.
    package let statements: [String]
  }

  /// The policies, in order.
  package let policies: [Policy]

  /// Reads a CertificatePolicies.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    var policies: [Policy] = []
    while !cursor.isAtEnd {
      var fields = Cursor(try cursor.next(.sequence, in: bytes).content)
      let name = try fields.nextLabel(in: bytes)
      var statements: [String] = []
      if let qualifiers = try fields.nextIf(.sequence, in: bytes) {
        statements = try CertificatePoliciesValue.statements(qualifiers, in: bytes)
      }
      try fields.finish()
      policies.append(Policy(name: name, statements: statements))
    }
    self.policies = policies
  }

  private static func statements(_ qualifiers: Node, in bytes: Span<UInt8>) throws(DERError) -> [String] {
    var statements: [String] = []
    var cursor = Cursor(qualifiers.content)
    while !cursor.isAtEnd {
      var fields = Cursor(try cursor.next(.sequence, in: bytes).content)
      let kind = OIDReference(try fields.next(.objectIdentifier, in: bytes).content, in: bytes)
      let value = try fields.next(in: bytes)
      if kind.known == .practiceStatement, let text = StringText(value.tag, content: value.content, in: bytes) {
        statements.append(text.text)
      }
    }
    return statements
  }

  /// For example `domain-validated, 2.999.8 (CPS: https://example.com/cps)`.
  package var text: String {
    CertificatePoliciesValue.list(
      policies.map { policy in
        guard !policy.statements.isEmpty else { return policy.name }
        return "\(policy.name) (CPS: \(policy.statements.joined(separator: ", ")))"
      })
  }
}

/// A list of names in an extension (RFC 5280 §4.2.1.6).
package struct GeneralNamesValue: DecodedValue, Hashable {
  /// The names, in order, with their forms: `dns:www.example.com`.
  package let names: [String]

  /// Reads a GeneralNames; names of an unknown form are omitted.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(encoding)
    _ = try cursor.next(.sequence, in: bytes)
    var ignored: [Irregularity] = []
    names = GeneralName.readList(encoding, in: bytes, notes: &ignored)
      .map { "\($0.kind.name):\($0.text(in: bytes).text)" }
  }

  /// The names, separated by commas.
  package var text: String { GeneralNamesValue.list(names) }
}

/// The TLS extensions that the server commits to support (RFC 7633 §4.1).
package struct TLSFeatureValue: DecodedValue, Hashable {
  /// The numbers of the TLS extensions, in order.
  package let features: [Int]

  private static let names = [5: "status_request (must-staple)", 17: "status_request_v2"]

  /// Reads a Features.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    var features: [Int] = []
    while !cursor.isAtEnd { features.append(try cursor.next(.integer, in: bytes).count(in: bytes)) }
    self.features = features
  }

  /// Whether the server must staple an OCSP response.
  package var isMustStaple: Bool { features.contains(5) }

  /// For example `status_request (must-staple)`.
  package var text: String { TLSFeatureValue.list(features.map { TLSFeatureValue.names[$0] ?? String($0) }) }
}

/// An organisation's registration number (EV Guidelines 7.1.2.2, cabfOrganizationIdentifier).
package struct OrganizationIdentifierValue: DecodedValue, Hashable {
  /// The registration scheme, such as `VAT` or `NTR`.
  package let scheme: String
  /// The country of the register.
  package let country: String
  /// The state or province of the register, if any.
  package let state: String?
  /// The number in the register.
  package let reference: String

  /// Reads a CABFOrganizationIdentifier.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    scheme = try cursor.nextText(in: bytes)
    country = try cursor.nextText(in: bytes)
    if let state = try cursor.nextIf(.context(0), in: bytes) {
      self.state = StringText(.utf8String, content: state.content, in: bytes)?.text
    } else {
      state = nil
    }
    reference = try cursor.nextText(in: bytes)
    try cursor.finish()
  }

  /// In the form of the subject's organizationIdentifier: `VATCH-123456789`, `NTRUS+CA-1234`.
  package var text: String { scheme + country + (state.map { "+" + $0 } ?? "") + "-" + reference }
}

/// Netscape's predecessor of key usage (Netscape Certificate Extensions, netscape-cert-type).
package struct NetscapeCertTypeValue: DecodedValue, Hashable {
  /// The OpenSSL names of the set bits, in order.
  package let types: [String]

  private static let names = [
    "sslClient", "sslServer", "smime", "objectSigning", "reserved", "sslCA", "smimeCA", "objectSigningCA",
  ]

  /// Reads a netscape-cert-type.
  package init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    types = try NamedBits(encoding, in: bytes).names(NetscapeCertTypeValue.names)
  }

  /// For example `sslClient, sslServer`.
  package var text: String { NetscapeCertTypeValue.list(types) }
}
