// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
internal import PKCS10

extension Rule {
  /// Keys whose numbers or point break their definition.
  static let keyInvalid = Rule(
    "key.invalid", .error, predicts: -41, .inferred,
    summary: "the numbers of the key are those of a key: modulus and exponent in range, the point on its curve",
    fix: "make a new key with well-kept software, and a new request with it",
    citations: ["BR 6.1.6", "NIST SP 800-56A 5.6.2.3", "NIST SP 800-89 5.3.3", "DecodeCSR error -41"]
  ) { examination, reporter in
    guard let verdict = examination.keyVerdict else { return }
    let place = Place(examination.request.publicKey.range, .publicKey)
    for hit in verdict.hits where hit.outcome == .invalid && hit.predicts == -41 {
      reporter.report("the key is invalid (\(hit.check)): \(KeyCheck.find(hit.check)?.finds ?? hit.check)", at: place)
    }
  }
}
