// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge

/// What the self-signature proves: that whoever made the request holds the private key (RFC 2986 §3).
public enum SignatureStatus: Sendable, Hashable {
  case valid
  case invalid
  /// It can't be told here; the sentence, without a full stop, says why.
  case notCheckable(String)
}

extension CertificationRequest {
  /// Checks the self-signature over the bytes as received.
  ///
  /// RSA with PKCS #1 v1.5 padding and ECDSA on the named curves are checked directly, everything else by OpenSSL's own
  /// reading of the request. That reading also decides where key or signature are encoded unusually, if it exists.
  public func verifySignature(with verifier: SignatureVerifier) -> SignatureStatus {
    if !isUnusual, let isValid = verifyDirectly(with: verifier) { return isValid ? .valid : .invalid }
    do throws(OpenSSLFailure) {
      let request = try X509Request.parse(der.span)
      switch request.verify() {
      case .valid: return .valid
      case .invalid: return .invalid
      case .notCheckable(let failure): return .notCheckable("OpenSSL does not check it: \(failure)")
      }
    } catch {
      if let isValid = verifyDirectly(with: verifier) { return isValid ? .valid : .invalid }
      return .notCheckable("OpenSSL does not decode the request: \(error)")
    }
  }

  /// Whether the signature is valid, or nil where the arithmetic for it is not here.
  private func verifyDirectly(with verifier: SignatureVerifier) -> Bool? {
    let bytes = der.span
    let algorithm = SignatureAlgorithm(signatureAlgorithm.oid)
    guard let function = algorithm.digest else { return nil }
    switch (publicKey.key, algorithm.scheme) {
    case (.rsa(let key), .rsaPKCS1) where !key.isNegative && !key.isPSS:
      return verifier.verifyRSA(
        modulus: key.modulus, exponent: key.exponent, signature: signature,
        digest: Digest(function, of: info, in: bytes), in: bytes)
    case (.ec(let key), .ecdsa):
      guard case .named(let curve) = key.curve else { return nil }
      return verifier.verifyECDSA(
        curve: curve, point: key.point, signature: signature, digest: Digest(function, of: info, in: bytes), in: bytes)
    default:
      return nil
    }
  }

  /// Whether the key or the signature is encoded so that readers may differ about it.
  private var isUnusual: Bool {
    irregularities.contains { note in
      note.kind != .algorithmParameters
        && (publicKey.whole.overlaps(note.range) || note.range.lowerBound >= signatureAlgorithm.whole.upperBound)
    }
  }
}
