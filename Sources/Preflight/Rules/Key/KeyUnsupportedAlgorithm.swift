// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Public keys other than RSA and EC.
  static let keyUnsupportedAlgorithm = Rule(
    "key.unsupported-algorithm", .error, predicts: -11, .inferred,
    summary: "the public key is an RSA key (rsaEncryption) or an EC key (id-ecPublicKey)",
    fix: "make an RSA key of 2048 bits or an EC key on P-256, and a new request with it",
    citations: [
      "BR 6.1.5", "BR 7.1.3.1", "AutoApplySSL additional request structures: keys", "AutoApplySSL error -11",
    ]
  ) { examination, reporter in
    let key = examination.request.publicKey
    let oid = key.algorithm.oid
    if oid.known == .rsaEncryption || oid.known == .ecPublicKey { return }
    let name = oid.known?.name ?? oid.dotted(in: examination.request.der.span)
    reporter.report(
      "the public key is of the type \(name), which is neither RSA nor EC", at: Place(key.range, .keyAlgorithm))
  }
}
