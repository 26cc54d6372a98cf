// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// RSA keys over 8192 bits.
  static let keyTooLarge = Rule(
    "key.too-large", .error, predicts: -13,
    summary: "an RSA key has at most 8192 bits",
    fix: "make a new key of 2048, 3072 or 4096 bits, or an EC key on P-256, and a new request with it",
    citations: [
      "AutoApplySSL additional request structures: keys", "DecodeCSR changelog 1.04", "AutoApplySSL error -13",
    ]
  ) { examination, reporter in
    let key = examination.request.publicKey
    guard case .rsa(let rsa) = key.key, rsa.bits > 8192, !rsa.isNegative else { return }
    reporter.report(
      "the RSA key has \(rsa.bits) bits and the CA takes no more than 8192", at: Place(key.range, .publicKey))
  }
}
