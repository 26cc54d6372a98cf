// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
internal import OpenSSLBridge
internal import PKCS10

/// The size, type and encoding of the public key.
extension Rule {
  static let keyTooSmall = Rule(
    "key.too-small", .error, predicts: -13,
    summary: "an RSA key must have at least 2048 bits",
    fix: "generate a new key and CSR: \(OpenSSLCommand.newRSAKey)",
    citations: ["BR 6.1.5", "AutoApplySSL additional request structures: keys", "AutoApplySSL error -13"]
  ) { examination, reporter in
    let key = examination.request.publicKey
    guard case .rsa(let rsa) = key.key, rsa.bits < 2048, !rsa.isNegative else { return }
    reporter.report(
      "RSA key has \(rsa.bits) bits: CAs must not certify an RSA key of fewer than 2048 bits",
      at: Place(key.range, .publicKey))
  }

  static let keyTooLarge = Rule(
    "key.too-large", .error, predicts: -13,
    summary: "an RSA key must have at most 8192 bits",
    fix: "generate a new key of 2048, 3072 or 4096 bits, and a new CSR: \(OpenSSLCommand.newRSAKey)",
    citations: [
      "AutoApplySSL additional request structures: keys", "DecodeCSR changelog 1.04", "AutoApplySSL error -13",
    ]
  ) { examination, reporter in
    let key = examination.request.publicKey
    guard case .rsa(let rsa) = key.key, rsa.bits > 8192, !rsa.isNegative else { return }
    reporter.report(
      "RSA key has \(rsa.bits) bits: the CA accepts at most 8192", at: Place(key.range, .publicKey))
  }

  static let keySizeMultiple = Rule(
    "key.size-multiple", .error, predicts: -13, .inferred,
    summary: "the length of an RSA key in bits must be a multiple of 8",
    fix: "generate a new key of 2048, 3072 or 4096 bits, and a new CSR: \(OpenSSLCommand.newRSAKey)",
    citations: ["BR 6.1.5", "AutoApplySSL error -13"]
  ) { examination, reporter in
    let key = examination.request.publicKey
    guard case .rsa(let rsa) = key.key, rsa.bits % 8 != 0, !rsa.isNegative else { return }
    reporter.report(
      "RSA key has \(rsa.bits) bits: the length must be a multiple of 8", at: Place(key.range, .publicKey))
  }

  static let keyUnsupportedAlgorithm = Rule(
    "key.unsupported-algorithm", .error, predicts: -11, .inferred,
    summary: "the public key must be an RSA key (rsaEncryption) or an EC key (id-ecPublicKey)",
    fix: "generate a new key and CSR: \(OpenSSLCommand.newRSAKey)",
    citations: [
      "BR 6.1.5", "BR 7.1.3.1", "AutoApplySSL additional request structures: keys", "AutoApplySSL error -11",
    ]
  ) { examination, reporter in
    let key = examination.request.publicKey
    let oid = key.algorithm.oid
    if oid.known == .rsaEncryption || oid.known == .ecPublicKey { return }
    if oid.known == .x500RSA {
      reporter.report(
        "public key has the type rsa of X.500 (2.5.8.1.1): rsaEncryption (1.2.840.113549.1.1.1) is required",
        at: Place(key.range, .keyAlgorithm),
        fix: "keep the key, and create the CSR with software that writes rsaEncryption: \(OpenSSLCommand.newRequest)")
      return
    }
    let name = oid.known?.name ?? oid.dotted(in: examination.request.der.span)
    reporter.report(
      "public key has the unsupported type \(name): only RSA and EC keys are allowed",
      at: Place(key.range, .keyAlgorithm))
  }

  static let keyUnsupportedCurve = Rule(
    "key.unsupported-curve", .error, predicts: -11, .inferred,
    summary: "an EC key must be on P-256, P-384 or P-521, and must name its curve",
    fix: "generate a new key and CSR on P-256: \(OpenSSLCommand.newECKey)",
    citations: [
      "BR 6.1.5", "BR 7.1.3.1.2", "AutoApplySSL additional request structures: keys", "AutoApplySSL error -11",
    ]
  ) { examination, reporter in
    let key = examination.request.publicKey
    guard case .ec(let ec) = key.key else { return }
    let place = Place(key.algorithm.range, .keyAlgorithm)
    switch ec.curve {
    case .named(.p256), .named(.p384), .named(.p521):
      return
    case .named(let curve):
      reporter.report("EC key is on \(curve.name): CAs may certify only P-256, P-384 and P-521 for TLS", at: place)
    case .other(let oid):
      let name = oid.known?.name ?? oid.dotted(in: examination.request.der.span)
      reporter.report("EC key is on the curve \(name): CAs may certify only P-256, P-384 and P-521 for TLS", at: place)
    case .explicit:
      reporter.report(
        "EC key contains the parameters of its curve: the curve must be named", at: place,
        fix: "convert the key, and create a new CSR with it: "
          + "openssl ec -in key.pem -param_enc named_curve -out named.pem")
    case .missing:
      reporter.report("EC key does not specify its curve", at: place)
    }
  }

  static let keyMalformed = Rule(
    "key.malformed", .error, predicts: -10, .inferred,
    summary: "the public key must have the encoding that its type requires",
    fix: "generate a new key and CSR with up-to-date software: \(OpenSSLCommand.newRSAKey)",
    citations: ["RFC 3279 §2.3", "RFC 5480 §2.2", "RFC 8410 §4", "DecodeCSR error -41"]
  ) { examination, reporter in
    let key = examination.request.publicKey
    switch key.key {
    case .malformed(let error):
      reporter.report("public key cannot be decoded: \(error)", at: Place(key.range, .publicKey))
    case .rsa(let rsa) where rsa.isNegative:
      reporter.report(
        "RSA key contains a negative number: a leading zero octet is missing", at: Place(key.range, .publicKey))
    case .ec(let ec) where ec.point.isEmpty:
      reporter.report("EC key has no point", at: Place(key.range, .publicKey))
    default:
      return
    }
  }
}

/// The results of the key audit.
extension Rule {
  // That the CA refuses a compromised key is documented; that a list or filter contains a key is only as certain as
  // that list.
  static let keyCompromised = Rule(
    "key.compromised", .error, predicts: -40,
    summary: "the private key must be known only to its owner, and must not be computable by anyone else",
    fix: "stop using this key everywhere, and generate a new key and CSR: \(OpenSSLCommand.newRSAKey)",
    citations: ["BR 6.1.1.3", "BR 4.9.1.1", "AutoApplySSL error -40"]
  ) { examination, reporter in
    let verdict = examination.evidence.keyVerdict
    let place = Place(examination.request.publicKey.range, .publicKey)
    for hit in verdict.hits where hit.predicts == -40 {
      let check = KeyCheck.find(hit.check)
      let isLocal = check?.scope == .list && hit.grade != .proven
      reporter.report(
        "key is \(hit.outcome.rawValue) (\(hit.check), \(hit.grade.rawValue)): "
          + (check?.finds ?? hit.check.description),
        at: place, certainty: isLocal ? .local : nil)
    }
  }

  static let keyInvalid = Rule(
    "key.invalid", .error, predicts: -41, .inferred,
    summary: "the key must be mathematically valid: RSA modulus and exponent in range, EC point on its curve",
    fix: "generate a new key and CSR with up-to-date software: \(OpenSSLCommand.newRSAKey)",
    citations: ["BR 6.1.6", "NIST SP 800-56A 5.6.2.3", "NIST SP 800-89 5.3.3", "DecodeCSR error -41"]
  ) { examination, reporter in
    let verdict = examination.evidence.keyVerdict
    let place = Place(examination.request.publicKey.range, .publicKey)
    for hit in verdict.hits where hit.outcome == .invalid && hit.predicts == -41 {
      reporter.report(
        "key is invalid (\(hit.check)): \(KeyCheck.find(hit.check)?.finds ?? hit.check.description)", at: place)
    }
  }

  static let keyAdvisory = Rule(
    "key.advisory", .info, .inferred,
    summary: "the key should look like a key that up-to-date software generates",
    fix: "consider a new key: RSA with 2048, 3072 or 4096 bits and exponent 65537, or EC on P-256",
    citations: ["BR 6.1.6", "docs/key-checks.md"]
  ) { examination, reporter in
    let verdict = examination.evidence.keyVerdict
    let place = Place(examination.request.publicKey.range, .publicKey)
    for hit in verdict.hits where hit.predicts == nil {
      reporter.report(
        "key is unusual (\(hit.check)): \(KeyCheck.find(hit.check)?.finds ?? hit.check.description)", at: place,
        severity: hit.outcome == .clean ? .info : .warning)
    }
  }
}
