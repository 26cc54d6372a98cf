// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
internal import PKCS10

extension Rule {
  /// Keys whose private part is public, or can be computed.
  ///
  /// That such a key is refused is documented; that a list or a filter knows one is as certain as that list.
  static let keyCompromised = Rule(
    "key.compromised", .error, predicts: -40,
    summary: "nobody but its owner knows the private key, and nobody can compute it",
    fix: "make a new key with well-kept software, and a new request with it; stop using this key anywhere",
    citations: ["BR 6.1.1.3", "BR 4.9.1.1", "AutoApplySSL error -40"]
  ) { examination, reporter in
    guard let verdict = examination.keyVerdict else { return }
    let place = Place(examination.request.publicKey.range, .publicKey)
    for hit in verdict.hits where hit.predicts == -40 {
      let check = KeyCheck.find(hit.check)
      let isLocal = check?.scope == .list && hit.grade != .proven
      reporter.report(
        "the key is \(hit.outcome.rawValue) (\(hit.check), \(hit.grade.rawValue)): \(check?.finds ?? hit.check)",
        at: place, certainty: isLocal ? .local : nil)
    }
  }
}
