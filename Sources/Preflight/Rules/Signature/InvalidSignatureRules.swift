// SPDX-License-Identifier: Apache-2.0
internal import KeyAudit
internal import OpenSSLBridge
internal import PKCS10

/// Signatures that do not verify, by what the signature shows about the cause.
extension Rule {
  static let signatureInvalid = Rule(
    "signature.invalid", .error, predicts: -12,
    summary: "the request must arrive as it was signed, with the private key that matches its public key",
    fix: "\(CertificationRequest.copyAgain); if its signature is still invalid, sign it with the key that it contains: "
      + OpenSSLCommand.newRequest,
    citations: ["RFC 2986 §3", "RFC 2986 §4.2", "AutoApplySSL error -12"]
  ) { examination, reporter in
    let (request, evidence) = (examination.request, examination.evidence)
    let signature = Place(request.signature, .signature)
    switch evidence.fault {
    case .otherContent(let hash):
      reporter.report(
        "signature is invalid: this key signed the \(hash.name) digest of other content\(evidence.unusualLine)",
        at: signature, fix: "\(CertificationRequest.copyAgain), and do not edit it after signing")
    case .unusableKey, .unrelated:
      guard let key = evidence.unusableKey else {
        reporter.report(
          "signature is invalid: the request was damaged on the way, or signed with another key\(evidence.unusualLine)",
          at: signature)
        return
      }
      reporter.report(
        "signature is invalid and the public key is unusable (\(key))\(evidence.lines(of: request.publicKey.range)): "
          + "the request was damaged on the way", at: Place(request.publicKey.range, .publicKey),
        certainty: evidence.signature == .invalid ? .documented : .inferred)
    case nil, .otherAlgorithm, .encoding, .unknownIdentifier, .unsupported: return
    }
  }

  static let signatureMislabelled = Rule(
    "signature.mislabelled", .error, predicts: -12,
    summary: "the request must name the algorithm that its signature was made with",
    fix: "create a new CSR with software that names the algorithm it signs with: \(OpenSSLCommand.newRequest) -sha256",
    citations: ["RFC 2986 §4.2", "RFC 8017 §9.2", "RFC 5758 §3.2", "AutoApplySSL error -12"]
  ) { examination, reporter in
    guard case .otherAlgorithm(let scheme, let hash) = examination.evidence.fault else { return }
    let algorithm = examination.request.signatureAlgorithm
    var label =
      "the request names "
      + (algorithm.oid.known?.name ?? algorithm.oid.dotted(in: examination.request.der.span))
    if case .rsa(let key) = examination.request.publicKey.key, key.isPSS, scheme == .rsaPKCS1 {
      label = "the key is only for RSASSA-PSS"
    }
    let padding =
      switch scheme {
      case .rsaPSS: "RSASSA-PSS with "
      case .rsaPKCS1: "RSA (PKCS #1 v1.5) with "
      default: "ECDSA with "
      }
    reporter.report(
      "signature was made with \(padding)\(hash.name), but \(label): this key signed it",
      at: Place(algorithm.range, .signatureAlgorithm))
  }

  static let signatureMalformed = Rule(
    "signature.malformed", .error, predicts: -12,
    summary: "the signature must have the encoding that its algorithm requires",
    fix: "create a new CSR with software that encodes signatures correctly: \(OpenSSLCommand.newRequest)",
    citations: ["RFC 2986 §4.2", "RFC 3279 §2.2.3", "RFC 8017 §8.2", "AutoApplySSL error -12"]
  ) { examination, reporter in
    guard case .encoding(let form) = examination.evidence.fault else { return }
    reporter.report(
      "signature is \(form.description): this key signed it",
      at: Place(examination.request.signature, .signature), fix: form.fix)
  }

  static let signatureUnknownAlgorithm = Rule(
    "signature.unknown-algorithm", .error, predicts: -11, .inferred,
    summary: "the algorithms of the key and of the signature must have known identifiers",
    fix: "\(CertificationRequest.copyAgain); if the identifier is the same, use rsaEncryption or id-ecPublicKey with "
      + "SHA-256",
    citations: ["RFC 3279 §2", "RFC 5480 §2.1", "AutoApplySSL error -11"]
  ) { examination, reporter in
    guard case .unknownIdentifier = examination.evidence.fault else { return }
    let request = examination.request
    let bytes = request.der.span
    if request.publicKey.algorithm.oid.known == nil {
      reporter.report(
        "public key has the unknown type \(request.publicKey.algorithm.oid.dotted(in: bytes)): its signature cannot be "
          + "verified", at: Place(request.publicKey.algorithm.range, .keyAlgorithm))
    } else if case .ec(let key) = request.publicKey.key, case .other(let curve) = key.curve, curve.known == nil {
      reporter.report(
        "EC key is on the unknown curve \(curve.dotted(in: bytes)): its signature cannot be verified",
        at: Place(request.publicKey.algorithm.range, .keyAlgorithm))
    } else {
      reporter.report(
        "signature has the unknown algorithm \(request.signatureAlgorithm.oid.dotted(in: bytes)): it cannot be "
          + "verified",
        at: Place(request.signatureAlgorithm.range, .signatureAlgorithm))
    }
  }
}

extension RequestEvidence {
  /// Why the key is unusable as it stands, as a noun phrase; nil if it may be a correct key.
  fileprivate var unusableKey: String? {
    guard let hit = keyVerdict.hits.first(where: { $0.outcome == .invalid }) else { return nil }
    let finds = KeyCheck.find(hit.check)?.finds ?? hit.check.description
    // The reason is itself in parentheses.
    let parts = finds.split(separator: "(", maxSplits: 1)
    guard parts.count == 2 else { return finds }
    let rest: Substring = parts[1].drop { $0 != ")" }
    return String(parts[0].dropLast()) + String(rest.dropFirst())
  }

  /// The lines of a part of the request, as the rest of a clause.
  fileprivate func lines(of range: Range<Int>) -> String {
    if lines?.unusualLine != nil { return unusualLine }
    guard let found = lines?.lines(of: range) else { return "" }
    return found.count == 1 ? " at line \(found.lowerBound)" : " at lines \(found.lowerBound) to \(found.upperBound)"
  }

  /// The line where a character was added or lost, as the rest of a clause.
  fileprivate var unusualLine: String {
    lines?.unusualLine.map { "; line \($0) is longer or shorter than the others" } ?? ""
  }
}

extension DigestAlgorithm {
  /// The name in messages.
  fileprivate var name: String {
    switch self {
    case .md5: "MD5"
    case .sha1: "SHA-1"
    case .sha224: "SHA-224"
    case .sha256: "SHA-256"
    case .sha384: "SHA-384"
    case .sha512: "SHA-512"
    }
  }
}

extension SignatureForm {
  /// The form as the rest of a sentence.
  fileprivate var description: String {
    switch self {
    case .numbersSideBySide: "r and s side by side (IEEE P1363) instead of a DER SEQUENCE (Ecdsa-Sig-Value)"
    case .numbersReversed: "r and s side by side with their octets reversed, instead of a DER SEQUENCE"
    case .numbersIrregular: "a SEQUENCE of r and s that is not DER"
    case .hexadecimal: "hexadecimal text instead of octets"
    case .base64: "Base64 text instead of octets"
    case .reversed: "in the reverse order of octets, as Windows CryptoAPI returns it"
    case .nested: "inside another ASN.1 element instead of directly in the BIT STRING"
    case .length: "longer or shorter than the modulus: zeros at its start were added or removed"
    case .bareDigest: "over the digest alone, without the DigestInfo that names the hash"
    case .noParameters: "over a DigestInfo without the NULL parameters of its hash"
    case .padding: "over the right digest, but its padding is not PKCS #1 v1.5"
    }
  }

  /// How to create the right form.
  fileprivate var fix: String {
    switch self {
    case .numbersSideBySide, .numbersReversed, .numbersIrregular:
      "encode r and s as a DER SEQUENCE: in Java use SHA256withECDSA without inP1363Format, in .NET "
        + "DSASignatureFormat.Rfc3279DerSequence"
    case .hexadecimal, .base64: "put the decoded octets of the signature into the BIT STRING, not its text"
    case .reversed: "reverse the octets of the signature before you put them into the BIT STRING"
    case .nested: "put the octets of the signature directly into the BIT STRING"
    case .length: "pad the signature with zeros at its start to the length of the modulus"
    case .bareDigest, .noParameters, .padding:
      "sign with PKCS #1 v1.5 over a DigestInfo: openssl pkeyutl -sign -inkey key.pem -pkeyopt digest:sha256; with "
        + "PKCS#11 use CKM_SHA256_RSA_PKCS"
    }
  }
}
