// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// RSA keys whose length is no whole number of bytes.
  static let keySizeMultiple = Rule(
    "key.size-multiple", .error, predicts: -13, .inferred,
    summary: "the length of an RSA key in bits is a multiple of 8",
    fix: "make a new key of 2048, 3072 or 4096 bits and a new request with it",
    citations: ["BR 6.1.5", "AutoApplySSL error -13"]
  ) { examination, reporter in
    let key = examination.request.publicKey
    guard case .rsa(let rsa) = key.key, rsa.bits % 8 != 0, !rsa.isNegative else { return }
    reporter.report(
      "the RSA key has \(rsa.bits) bits, which is not a multiple of 8", at: Place(key.range, .publicKey))
  }
}
