// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  static let signatureAlgorithmMismatch = Rule(
    "signature.algorithm-mismatch", .error, predicts: -12, .inferred,
    summary: "the signature algorithm must match the type of the public key",
    fix: "\(CertificationRequest.copyAgain); if it is the same, create a new CSR with the software that holds the "
      + "private key: \(OpenSSLCommand.newRequest)",
    citations: ["RFC 2986 §4.2"]
  ) { examination, reporter in
    let request = examination.request
    guard let algorithm = request.signatureAlgorithm.oid.known else { return }
    let scheme = SignatureAlgorithm(request.signatureAlgorithm.oid).scheme
    let fits =
      switch request.publicKey.key {
      case .rsa: scheme == .rsaPKCS1 || scheme == .rsaPSS || scheme == .other
      case .ec: scheme == .ecdsa || scheme == .other
      case .dsa: scheme == .dsa || scheme == .other
      case .edwards(let kind, _): algorithm == kind
      case .opaque: scheme == .other
      case .malformed: true
      }
    guard !fits else { return }
    let oid = request.publicKey.algorithm.oid
    let key = oid.known?.name ?? oid.dotted(in: request.der.span)
    reporter.report(
      "signature algorithm \(algorithm.name) does not match the public key, which has the type \(key)",
      at: Place(request.signatureAlgorithm.range, .signatureAlgorithm))
  }

  static let signatureUnsupportedAlgorithm = Rule(
    "signature.unsupported-algorithm", .error, predicts: -11, .inferred,
    summary: "the request must be signed with RSA (PKCS #1 v1.5) or ECDSA over MD5, SHA-1 or SHA-2",
    fix: "create a new CSR with sha256WithRSAEncryption or ecdsa-with-SHA256: \(OpenSSLCommand.newRequest) -sha256",
    citations: ["AutoApplySSL additional request structures: signature algorithms", "AutoApplySSL error -11"]
  ) { examination, reporter in
    let request = examination.request
    let algorithm = request.signatureAlgorithm
    let meaning = SignatureAlgorithm(algorithm.oid)
    guard meaning.digest == nil || meaning.scheme != .rsaPKCS1 && meaning.scheme != .ecdsa else { return }
    let alternative = AlternateSignature(of: request)
    reporter.report(
      "signature algorithm \(request.signatureAlgorithmName)\(alternative?.remark ?? "") is not on the CA's list of"
        + " supported algorithms",
      at: Place(algorithm.range, .signatureAlgorithm), fix: alternative?.fix)
  }

  static let signatureNotCheckable = Rule(
    "signature.not-checkable", .warning, .inferred,
    summary: "the request should have a signature that can be verified",
    fix: "use an RSA or EC key with SHA-256, which every CA verifies: \(OpenSSLCommand.newRSAKey)",
    citations: ["RFC 2986 §4.2"]
  ) { examination, reporter in
    guard case .notCheckable(let reason) = examination.evidence.signature else { return }
    reporter.report(
      "signature could not be verified: \(reason)", at: Place(examination.request.signature, .signature))
  }

  static let signatureWeakHash = Rule(
    "signature.weak-hash", .warning, .inferred,
    summary: "the request should be signed with a SHA-2 hash",
    fix: "create a new CSR with SHA-256: \(OpenSSLCommand.newRequest) -sha256",
    citations: [
      "AutoApplySSL signatureHash", "BR 7.1.3.2", "BR 1.6.1 Request Token: a hash at least as strong as the request's",
    ]
  ) { examination, reporter in
    let algorithm = examination.request.signatureAlgorithm
    guard SignatureAlgorithm(algorithm.oid).isWeak else { return }
    let name = algorithm.oid.known?.name ?? ""
    reporter.report(
      "request is signed with \(name), whose hash is broken; the CA still accepts it as proof of possession",
      at: Place(algorithm.range, .signatureAlgorithm))
  }
}
