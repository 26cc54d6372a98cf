// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge

/// The key type and hash function of a signature algorithm.
package struct SignatureAlgorithm: Sendable, Hashable {
  /// The families of signature algorithms.
  package enum Scheme: UInt8, Sendable, Hashable {
    case rsaPKCS1, rsaPSS, ecdsa, dsa, eddsa, other
  }

  /// The family, which determines the type of key.
  package let scheme: Scheme
  /// The hash function; nil if the identifier does not determine one that `Digest` computes.
  package let digest: DigestAlgorithm?
  /// Whether the hash is broken for signatures (MD2, MD4, MD5, SHA-1).
  package let isWeak: Bool

  /// Looks up an identifier; an unknown one gives `.other`.
  package init(_ oid: OIDReference) {
    self =
      oid.known.flatMap { SignatureAlgorithm.table[$0.index] }
      ?? SignatureAlgorithm(scheme: .other, digest: nil, isWeak: false)
  }

  private init(scheme: Scheme, digest: DigestAlgorithm?, isWeak: Bool) {
    self.scheme = scheme
    self.digest = digest
    self.isWeak = isWeak
  }

  private static let table: [SignatureAlgorithm?] = {
    let rows: [(String, Scheme, DigestAlgorithm?, Bool)] = [
      ("1.2.840.113549.1.1.2", .rsaPKCS1, nil, true), ("1.2.840.113549.1.1.3", .rsaPKCS1, nil, true),
      ("1.2.840.113549.1.1.4", .rsaPKCS1, .md5, true), ("1.2.840.113549.1.1.5", .rsaPKCS1, .sha1, true),
      ("1.2.840.113549.1.1.14", .rsaPKCS1, .sha224, false), ("1.2.840.113549.1.1.11", .rsaPKCS1, .sha256, false),
      ("1.2.840.113549.1.1.12", .rsaPKCS1, .sha384, false), ("1.2.840.113549.1.1.13", .rsaPKCS1, .sha512, false),
      ("1.2.840.113549.1.1.15", .rsaPKCS1, nil, false), ("1.2.840.113549.1.1.16", .rsaPKCS1, nil, false),
      ("1.3.14.3.2.29", .rsaPKCS1, .sha1, true), ("1.3.14.3.2.3", .rsaPKCS1, .md5, true),
      ("1.2.840.113549.1.1.10", .rsaPSS, nil, false),
      ("1.2.840.10045.4.1", .ecdsa, .sha1, true), ("1.2.840.10045.4.3.1", .ecdsa, .sha224, false),
      ("1.2.840.10045.4.3.2", .ecdsa, .sha256, false), ("1.2.840.10045.4.3.3", .ecdsa, .sha384, false),
      ("1.2.840.10045.4.3.4", .ecdsa, .sha512, false),
      ("1.2.840.10040.4.3", .dsa, .sha1, true), ("1.3.14.3.2.27", .dsa, .sha1, true),
      ("2.16.840.1.101.3.4.3.1", .dsa, .sha224, false), ("2.16.840.1.101.3.4.3.2", .dsa, .sha256, false),
      ("2.16.840.1.101.3.4.3.3", .dsa, .sha384, false), ("2.16.840.1.101.3.4.3.4", .dsa, .sha512, false),
      ("1.3.101.112", .eddsa, nil, false), ("1.3.101.113", .eddsa, nil, false),
    ]
    return KnownOID.indexed(
      rows.compactMap { row in
        KnownOID.find(dotted: row.0).map { ($0, SignatureAlgorithm(scheme: row.1, digest: row.2, isWeak: row.3)) }
      })
  }()
}

/// An algorithm and its parameters (RFC 5280 §4.1.1.2).
package struct AlgorithmIdentifier: Sendable, Hashable {
  /// The complete SEQUENCE.
  package let range: Range<Int>
  /// The algorithm.
  package let oid: OIDReference
  /// The parameters, if present.
  package let parameters: Node?

  static func read(_ node: Node, in bytes: Span<UInt8>, notes: inout [Irregularity]) throws(DERError) -> Self {
    var cursor = Cursor(node.content)
    let oid = notes.reference(try cursor.next(.objectIdentifier, in: bytes), in: bytes)
    var parameters: Node?
    if !cursor.isAtEnd { parameters = try cursor.next(in: bytes) }
    if !cursor.isAtEnd { notes.append(Irregularity(.trailingData, cursor.position..<cursor.end)) }
    notes.note(node)
    if let parameters { notes.check(parameters, in: bytes) }
    return AlgorithmIdentifier(range: node.range, oid: oid, parameters: parameters)
  }
}

/// The parameters of RSASSA-PSS, including default values (RFC 4055 §3.1).
package struct PSSParameters: Sendable, Hashable {
  /// The name of the hash function (`sha256`), or its dotted identifier if unknown.
  package let hash: String
  /// The hash function of the mask generation function, in the same form.
  package let maskHash: String
  /// The mask generation function: `mgf1`, or a dotted identifier.
  package let mask: String
  /// The length of the salt in bytes.
  package let saltLength: Int
  /// The trailer field; 1 is the only defined value.
  package let trailer: Int

  /// Reads the parameters of an AlgorithmIdentifier.
  ///
  /// - Parameter node: the parameters; nil is an error, since a signature must have them.
  package init(_ node: Node?, in bytes: Span<UInt8>) throws(DERError) {
    guard let node else { throw .missing(offset: 0, expected: .sequence) }
    guard node.tag == .sequence else {
      throw .unexpectedTag(offset: node.start, expected: .sequence, found: node.tag)
    }
    var cursor = Cursor(node.content)
    let hashField = try PSSParameters.field(0, &cursor, in: bytes)
    let maskField = try PSSParameters.field(1, &cursor, in: bytes)
    let saltField = try PSSParameters.field(2, &cursor, in: bytes)
    let trailerField = try PSSParameters.field(3, &cursor, in: bytes)
    try cursor.finish()
    hash = if let hashField { try PSSParameters.algorithm(hashField, in: bytes).name } else { "sha1" }
    saltLength = if let saltField { try PSSParameters.number(saltField, in: bytes) } else { 20 }
    trailer = if let trailerField { try PSSParameters.number(trailerField, in: bytes) } else { 1 }
    if let field = maskField {
      let function = try PSSParameters.algorithm(field, in: bytes)
      guard let parameters = function.parameters else {
        throw .missing(offset: field.upperBound, expected: .sequence)
      }
      mask = function.name
      maskHash = try PSSParameters.algorithm(parameters.range, in: bytes).name
    } else {
      (mask, maskHash) = ("mgf1", "sha1")
    }
  }

  private static func field(
    _ number: UInt8, _ cursor: inout Cursor, in bytes: Span<UInt8>
  ) throws(DERError) -> Range<Int>? {
    try cursor.nextIf(.context(number, constructed: true), in: bytes)?.content
  }

  private static func algorithm(
    _ field: Range<Int>, in bytes: Span<UInt8>
  ) throws(DERError) -> (name: String, parameters: Node?) {
    var fields = Cursor(try Cursor.only(.sequence, field, in: bytes).content)
    let oid = OIDReference(try fields.next(.objectIdentifier, in: bytes).content, in: bytes)
    let parameters = fields.isAtEnd ? nil : try fields.next(in: bytes)
    try fields.finish()
    return (oid.label(in: bytes), parameters)
  }

  private static func number(_ field: Range<Int>, in bytes: Span<UInt8>) throws(DERError) -> Int {
    try Cursor.only(.integer, field, in: bytes).count(in: bytes)
  }
}

extension CertificationRequest {
  /// The parameters of an RSASSA-PSS signature; nil for other signatures and malformed parameters.
  package var pssParameters: PSSParameters? {
    guard signatureAlgorithm.oid.known == .rsassaPSS else { return nil }
    return try? PSSParameters(signatureAlgorithm.parameters, in: der.span)
  }
}

extension PSSParameters: CustomStringConvertible {
  /// For example `sha256, mgf1 with sha256, salt of 32 bytes`.
  package var description: String {
    let common = "\(hash), \(mask) with \(maskHash), salt of \(saltLength) bytes"
    return trailer == 1 ? common : common + ", trailer \(trailer)"
  }
}
