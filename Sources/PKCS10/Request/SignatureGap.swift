// SPDX-License-Identifier: Apache-2.0

/// What a request that was never signed lacks of its algorithm and signature (RFC 2986 §4.2).
package enum SignatureGap: Sendable, Hashable {
  /// There is no signature algorithm, or it has no identifier.
  case algorithm
  /// There is no signature, or it is empty.
  case signature
  /// The algorithm is id-alg-noSignature, whose value is a digest (RFC 5272 App. C.1).
  case noSignature
  /// Every octet of the signature is zero, as in a template that is signed later.
  case zeros

  /// What is missing, as a clause.
  package var description: String {
    switch self {
    case .algorithm: "its signature algorithm is missing or empty"
    case .signature: "its signature is missing or empty"
    case .noSignature: "its algorithm id-alg-noSignature stands for a digest without a signature"
    case .zeros: "every byte of its signature is zero"
    }
  }
}

extension RequestParser {
  /// Reads the algorithm and the signature, either of which an unsigned request may lack.
  mutating func parseSignature(_ parts: inout Cursor, in bytes: Span<UInt8>, field: inout String) throws(DERError) {
    field = "signatureAlgorithm"
    let start = parts.position
    if parts.isAtEnd || parts.peek(in: bytes) == Tag.bitString.octet {
      signatureGap = .algorithm
    } else {
      let node = try parts.next(.sequence, in: bytes)
      if RequestParser.hasNoIdentifier(node, in: bytes) {
        signatureGap = .algorithm
      } else {
        let algorithm = try AlgorithmIdentifier.read(node, in: bytes, notes: &notes)
        if algorithm.oid.known == .noSignature { signatureGap = .noSignature }
        signatureAlgorithm = algorithm
      }
    }
    if signatureAlgorithm == nil {
      let empty = OIDReference(start..<start, in: bytes)
      signatureAlgorithm = AlgorithmIdentifier(range: start..<start, oid: empty, parameters: nil)
    }
    field = "signature"
    signature = parts.position..<parts.position
    guard !parts.isAtEnd else {
      signatureGap = signatureGap ?? .signature
      return
    }
    let value = try parts.nextString(.bitString, in: bytes)
    if !value.content.isEmpty {
      signature = try value.octets(in: bytes, notes: &notes) ?? value.content
    }
    guard signatureGap == nil else { return }
    if signature.isEmpty {
      signatureGap = .signature
    } else if signature.allSatisfy({ bytes[$0] == 0 }) {
      signatureGap = .zeros
    }
  }

  /// Whether an AlgorithmIdentifier is empty, or its OBJECT IDENTIFIER is empty or 0.0, OpenSSL's undefined object.
  private static func hasNoIdentifier(_ node: Node, in bytes: Span<UInt8>) -> Bool {
    guard !node.content.isEmpty else { return true }
    var cursor = Cursor(node.content)
    guard let identifier = try? cursor.next(.objectIdentifier, in: bytes) else { return false }
    return identifier.content.allSatisfy { bytes[$0] == 0 }
  }
}
