// SPDX-License-Identifier: Apache-2.0

/// The parameters of RSASSA-PSS, with the defaults of those left out (RFC 4055 §3.1).
public struct PSSParameters: Sendable, Hashable {
  /// The hash function's name (`sha256`), or its dotted identifier where it has none here.
  public let hash: String
  /// The hash function of the mask generation function, named likewise.
  public let maskHash: String
  /// The mask generation function: `mgf1`, or a dotted identifier.
  public let mask: String
  /// The length of the salt in bytes.
  public let saltLength: Int
  /// The trailer field; 1 is the only one there is.
  public let trailer: Int

  /// Reads the parameters of an AlgorithmIdentifier.
  ///
  /// - Parameter node: the parameters; nil is an error, since a signature must have them.
  public init(_ node: Node?, in bytes: Span<UInt8>) throws(DERError) {
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
      maskHash = try PSSParameters.algorithm(parameters.whole, in: bytes).name
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
  /// The parameters of a signature by RSASSA-PSS; nil for other signatures and where they cannot be read.
  public var pssParameters: PSSParameters? {
    guard signatureAlgorithm.oid.known == .rsassaPSS else { return nil }
    return try? PSSParameters(signatureAlgorithm.parameters, in: der.span)
  }
}

extension PSSParameters: CustomStringConvertible {
  /// Such as `sha256, mgf1 with sha256, salt of 32 bytes`.
  public var description: String {
    let common = "\(hash), \(mask) with \(maskHash), salt of \(saltLength) bytes"
    return trailer == 1 ? common : common + ", trailer \(trailer)"
  }
}
