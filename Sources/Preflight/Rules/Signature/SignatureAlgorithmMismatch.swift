// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Signature algorithms of another kind than the key.
  static let signatureAlgorithmMismatch = Rule(
    "signature.algorithm-mismatch", .error, predicts: -12, .inferred,
    summary: "the signature algorithm takes keys of the request's type",
    fix: "make the request anew with the software that holds the key",
    citations: ["RFC 2986 §4.2"]
  ) { examination, reporter in
    let request = examination.request
    let scheme = SignatureAlgorithm(request.signatureAlgorithm.oid).scheme
    let fits =
      switch request.publicKey.key {
      case .rsa: scheme == .rsaPKCS1 || scheme == .rsaPSS
      case .ec: scheme == .ecdsa
      case .dsa: scheme == .dsa
      case .edwards: scheme == .eddsa
      case .opaque, .malformed: true
      }
    guard !fits, scheme != .other else { return }
    let signature = request.signatureAlgorithm.oid.known?.name ?? ""
    let key = request.publicKey.algorithm.oid.known?.name ?? ""
    reporter.report(
      "the signature algorithm \(signature) cannot be used with the key, which is of the type \(key)",
      at: Place(request.signatureAlgorithm.range, .signatureAlgorithm))
  }
}
