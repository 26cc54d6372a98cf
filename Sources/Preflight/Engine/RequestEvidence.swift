// SPDX-License-Identifier: Apache-2.0
package import KeyAudit
package import PKCS10

/// What was established about the key and the signature of a request.
///
/// Only a signature that is made with the key proves that the request arrived as it was created. Without that proof, a
/// fault of the key may be the consequence of damage, and does not count against the key.
package struct RequestEvidence: Sendable {
  package let signature: SignatureStatus
  /// Why the signature does not verify; nil if it is valid.
  package let fault: SignatureFault?
  /// The result of the key audit, without what damage could explain unless the key is proven.
  package let keyVerdict: KeyVerdict
  /// Why OpenSSL cannot decode the request; nil if it can, or if the encoding is strict DER and needs no check.
  package let decodingFailure: String?
  /// The lines of the input on which the octets of the request are; nil with a valid signature, or if there are none.
  package let lines: LineMap?

  package init(
    signature: SignatureStatus, fault: SignatureFault?, audit: KeyVerdict, decodingFailure: String?,
    lines: LineMap? = nil
  ) {
    self.signature = signature
    self.fault = fault
    self.decodingFailure = decodingFailure
    self.lines = lines
    keyVerdict = fault?.provesKey ?? true ? audit : audit.withoutProof()
  }

  /// Whether a signature proves that the key is the signer's and undamaged.
  package var isKeyProven: Bool { fault?.provesKey ?? true }
}
