// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// A signature in the form that certreq writes with AlternateSignatureAlgorithm: RSASSA-PSS, or ECDSA whose hash is in
/// the parameters.
struct AlternateSignature: Sendable {
  /// Follows the name of the algorithm in a message.
  let remark: String
  /// How to sign in the usual form.
  let fix: String

  /// Nil for a signature in any other form.
  init?(of request: CertificationRequest) {
    let policy = "set AlternateSignatureAlgorithm=0 in the .inf file, and run certreq -new request.inf request.req"
    switch request.signatureAlgorithm.oid.known {
    case .ecdsaSpecified, .ecdsaRecommended:
      let oid = request.signatureAlgorithm.oid.dotted(in: request.der.span)
      remark = " (\(oid), whose hash is not in the identifier)"
      fix = "\(policy), or sign with ecdsa-with-SHA256: \(OpenSSLCommand.newRequest) -sha256"
    case .rsassaPSS:
      remark = ""
      let isFromCertreq = request.attributes.contains {
        $0.oid.known?.dotted.hasPrefix(AlternateSignature.microsoftArc) ?? false
      }
      let command = "\(OpenSSLCommand.newRequest) -sha256 -sigopt rsa_padding_mode:pkcs1"
      fix = (isFromCertreq ? policy + ", or " : "") + "sign with sha256WithRSAEncryption: \(command)"
    default: return nil
    }
  }

  private static let microsoftArc = "1.3.6.1.4.1.311."
}
