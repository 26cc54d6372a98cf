// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge
package import PKCS10

extension KeyAuditor {
  /// Audits the key of a request, and what its signature reveals about it.
  ///
  /// - Parameter fault: why the signature does not verify; nil if it is valid.
  package func audit(
    _ request: CertificationRequest, fault: SignatureFault?, with verifier: SignatureVerifier
  ) -> KeyVerdict {
    let verdict = audit(request.publicKey, in: request.der.span, hasSigned: fault == nil)
    guard let fault else {
      guard request.hasNonce else { return verdict }
      let bits = NonceSearch.covers(request.publicKey.key) ? options.nonceBits : 0
      let hit = bits > 0 ? SmallNonce.find(in: request, with: nonces) : nil
      return verdict.adding(hit.map { [$0] } ?? [], notChecked: NotChecked.nonces(bits: bits))
    }
    guard !fault.provesKey, let hit = FaultySignature.find(in: request, with: verifier) else { return verdict }
    return verdict.adding([hit])
  }

  /// Audits a key; if it is from a request, together with the request's signature. Nil if its structure cannot be read.
  ///
  /// The key is proven unless it is from a request that it did not sign, so that damage can explain its faults.
  package func audit(_ key: KeyMaterial.Key) -> (verdict: KeyVerdict, isProven: Bool)? {
    guard let info = key.subjectPublicKeyInfo else { return nil }
    guard let der = key.request else { return (audit(info, in: key.info.span), true) }
    guard let request = try? CertificationRequest(der: der) else {
      return (audit(info, in: key.info.span).withoutProof(), false)
    }
    let fault = request.signatureFault(request.verifySignature(with: verifier), with: verifier)
    let verdict = audit(request, fault: fault, with: verifier)
    let isProven = fault?.provesKey ?? true
    return (isProven ? verdict : verdict.withoutProof(), isProven)
  }
}
