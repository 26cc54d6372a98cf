// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
internal import PKCS10

extension Rule {
  /// What is odd about a key without a refusal to be expected.
  static let keyAdvisory = Rule(
    "key.advisory", .info, .inferred,
    summary: "the key looks like those that well-kept software makes",
    fix: "consider a new key: RSA with 2048, 3072 or 4096 bits and exponent 65537, or EC on P-256",
    citations: ["BR 6.1.6", "docs/key-checks.md"]
  ) { examination, reporter in
    guard let verdict = examination.keyVerdict else { return }
    let place = Place(examination.request.publicKey.range, .publicKey)
    for hit in verdict.hits where hit.predicts == nil {
      reporter.report(
        "\(hit.check): \(KeyCheck.find(hit.check)?.finds ?? hit.check)", at: place,
        severity: hit.outcome == .clean ? .info : .warning)
    }
  }
}
