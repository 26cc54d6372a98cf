// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// ECDSA and DSA signatures whose nonce is so small that it can be found by search.
enum SmallNonce {
  static let check = KeyCheck(
    "small-nonce", .thorough,
    finds: """
      an ECDSA or DSA signature whose nonce or its negative is below 2^\(AuditOptions.thorough.nonceBits), \
      or 2^\(AuditOptions.deep.nonceBits) with `--deep`
      """,
    source: "FIPS 186-5 §6.3, Shanks, Class Number, a Theory of Factorization, and Genera (1971)")

  /// Returns a hit if the signature of a request reveals the private key.
  static func find(in request: CertificationRequest, with search: NonceSearch) -> KeyHit? {
    guard let equation = SignatureEquation(request, number: 0), let found = search.smallNonce(of: equation) else {
      return nil
    }
    return KeyHit(
      check, .proven, .compromised, predicts: PredictedCode.compromised,
      [
        Evidence("d", found.key.hex, isPrivate: true),
        Evidence("nonce", equation.residue(found.number).hex, isPrivate: true),
      ])
  }
}

extension CertificationRequest {
  /// Whether the signature has a nonce that a search can find.
  var hasNonce: Bool {
    switch publicKey.key {
    case .ec, .dsa: true
    default: false
    }
  }
}
