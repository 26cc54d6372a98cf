// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Self-signatures over a broken hash.
  static let signatureWeakHash = Rule(
    "signature.weak-hash", .warning, .inferred,
    summary: "the request is signed over a hash of the SHA-2 family",
    fix: "make the request anew with SHA-256 (openssl: -sha256)",
    citations: [
      "AutoApplySSL signatureHash", "BR 7.1.3.2", "BR 1.6.1 Request Token: a hash at least as strong as the request's",
    ]
  ) { examination, reporter in
    let algorithm = examination.request.signatureAlgorithm
    guard SignatureAlgorithm(algorithm.oid).isWeak else { return }
    let name = algorithm.oid.known?.name ?? ""
    reporter.report(
      "the request is signed with \(name), whose hash is broken; the CA still reads it as proof of possession",
      at: Place(algorithm.range, .signatureAlgorithm))
  }
}
