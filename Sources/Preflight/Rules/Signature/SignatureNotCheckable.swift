// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Self-signatures that cannot be checked here.
  static let signatureNotCheckable = Rule(
    "signature.not-checkable", .warning, .inferred,
    summary: "the signature can be checked",
    fix: "use RSA or ECDSA with SHA-256, which every CA checks",
    citations: ["RFC 2986 §4.2"]
  ) { examination, reporter in
    guard case .notCheckable(let reason) = examination.signature else { return }
    reporter.report(
      "the signature could not be checked here: \(reason)", at: Place(examination.request.signature, .signature))
  }
}
