// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// RSA keys below 2048 bits.
  static let keyTooSmall = Rule(
    "key.too-small", .error, predicts: -13,
    summary: "an RSA key has at least 2048 bits",
    fix: "make a new key of 2048 bits or more, or an EC key on P-256, and a new request with it",
    citations: ["BR 6.1.5", "AutoApplySSL additional request structures: keys", "AutoApplySSL error -13"]
  ) { examination, reporter in
    let key = examination.request.publicKey
    guard case .rsa(let rsa) = key.key, rsa.bits < 2048, !rsa.isNegative else { return }
    reporter.report(
      "the RSA key has \(rsa.bits) bits and 2048 is the least that a CA may certify", at: Place(key.range, .publicKey))
  }
}
