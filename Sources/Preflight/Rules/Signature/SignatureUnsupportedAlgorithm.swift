// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Signature algorithms outside the CA's list.
  static let signatureUnsupportedAlgorithm = Rule(
    "signature.unsupported-algorithm", .error, predicts: -11, .inferred,
    summary: "the request is signed with RSA (PKCS #1 v1.5) or ECDSA over MD5, SHA-1 or SHA-2",
    fix: "make the request anew with sha256WithRSAEncryption or ecdsa-with-SHA256",
    citations: ["AutoApplySSL additional request structures: signature algorithms", "AutoApplySSL error -11"]
  ) { examination, reporter in
    let algorithm = examination.request.signatureAlgorithm
    let meaning = SignatureAlgorithm(algorithm.oid)
    guard meaning.digest == nil || meaning.scheme != .rsaPKCS1 && meaning.scheme != .ecdsa else { return }
    let name = algorithm.oid.known?.name ?? algorithm.oid.dotted(in: examination.request.der.span)
    reporter.report(
      "the request is signed with \(name), which the CA does not list", at: Place(algorithm.range, .signatureAlgorithm))
  }
}
