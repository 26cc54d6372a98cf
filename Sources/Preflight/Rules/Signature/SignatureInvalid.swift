// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Self-signatures that do not verify.
  static let signatureInvalid = Rule(
    "signature.invalid", .error, predicts: -12,
    summary: "the request is signed with the private key that belongs to its public key",
    fix:
      "copy the request again from where it was made; if it stays invalid, make a new one with the right private key",
    citations: ["RFC 2986 §3", "RFC 2986 §4.2", "AutoApplySSL error -12"]
  ) { examination, reporter in
    guard case .invalid = examination.signature else { return }
    reporter.report(
      "the signature does not fit the request: either bytes were changed after signing, or another key signed it",
      at: Place(examination.request.signature, .signature))
  }
}
