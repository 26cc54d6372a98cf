// SPDX-License-Identifier: Apache-2.0

/// The policies that the certificate is to be issued under (RFC 5280 §4.2.1.4); Microsoft's application policies have
/// the same form (MS-WCCE §2.2.2.7.7.3).
public struct CertificatePoliciesValue: DecodedValue, Hashable {
  /// One policy.
  public struct Policy: Sendable, Hashable {
    /// Its name (`domain-validated`), or its dotted identifier.
    public let name: String
    /// The addresses of practice statements among its qualifiers.
    public let statements: [String]
  }

  /// The policies in order.
  public let policies: [Policy]

  /// Reads a CertificatePolicies.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
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

  /// Such as `domain-validated, 2.999.8 (CPS: https://example.com/cps)`.
  public var text: String {
    CertificatePoliciesValue.list(
      policies.map { policy in
        guard !policy.statements.isEmpty else { return policy.name }
        return "\(policy.name) (CPS: \(policy.statements.joined(separator: ", ")))"
      })
  }
}
