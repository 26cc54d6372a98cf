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
  /// reading of the request.
  public func verifySignature(with verifier: SignatureVerifier) -> SignatureStatus {
    let bytes = der.span
    let algorithm = SignatureAlgorithm(signatureAlgorithm.oid)
    if let digest = algorithm.digest {
      switch (publicKey.key, algorithm.scheme) {
      case (.rsa(let key), .rsaPKCS1) where !key.isNegative && !key.isPSS:
        let isValid = verifier.verifyRSA(
          modulus: key.modulus, exponent: key.exponent, signature: signature,
          digest: Digest(digest, of: info, in: bytes), in: bytes)
        if let isValid { return isValid ? .valid : .invalid }
      case (.ec(let key), .ecdsa):
        guard case .named(let curve) = key.curve else { break }
        let isValid = verifier.verifyECDSA(
          curve: curve, point: key.point, signature: signature, digest: Digest(digest, of: info, in: bytes), in: bytes)
        if let isValid { return isValid ? .valid : .invalid }
      default:
        break
      }
    }
    return verifyWithOpenSSL()
  }

  private func verifyWithOpenSSL() -> SignatureStatus {
    do throws(OpenSSLFailure) {
      let request = try X509Request.parse(der.span)
      switch request.verify() {
      case .valid: return .valid
      case .invalid: return .invalid
      case .notCheckable(let failure): return .notCheckable("OpenSSL does not check it: \(failure)")
      }
    } catch {
      return .notCheckable("OpenSSL does not decode the request: \(error)")
    }
  }
}
