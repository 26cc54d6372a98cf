// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import PKCS10

/// Properties of the reader that hold for any bytes.
enum Invariants {
  /// The violated property, or nil. Reading ends and is deterministic; no request that OpenSSL decodes is rejected, and
  /// none that it rejects counts as strict; both decodings have the same counts.
  static func violation(_ bytes: [UInt8]) -> String? {
    let theirs = try? X509Request.parse(bytes.span)
    do throws(RequestError) {
      let request = try CertificationRequest(der: bytes)
      decodeEverything(request)
      let again = try CertificationRequest(der: bytes)
      guard request.irregularities == again.irregularities, request.subject == again.subject else {
        return "reading is not deterministic"
      }
      guard let theirs else { return request.isStrict ? "OpenSSL rejects a request that counts as strict" : nil }
      guard request.subject.count == theirs.subjectCount, request.attributes.count == theirs.attributeCount else {
        return "the numbers of subject attributes or attributes differ"
      }
      return nil
    } catch {
      return theirs == nil ? nil : "OpenSSL decodes it: \(error)"
    }
  }

  /// Decodes everything that is decoded on demand.
  static func decodeEverything(_ request: CertificationRequest) {
    let bytes = request.der.span
    var length = 0
    for attribute in request.subject { length += attribute.displayText(in: bytes).utf8.count }
    for attribute in request.attributes { length += attribute.displayText(in: bytes).utf8.count }
    for requested in request.extensions { length += requested.displayText(in: bytes).utf8.count }
    for name in request.subjectAlternativeNames { length += name.text(in: bytes).text.utf8.count }
    length += DistinguishedName.text(request.subject, in: bytes).utf8.count
    length += request.pssParameters?.description.utf8.count ?? 0
    length += request.publicKey.bitCount ?? 0
    precondition(length >= 0)
  }
}

/// Compares our decoding of a request with OpenSSL's.
enum Comparison {
  /// The facts that differ, each as `what: ours, theirs`; a fact that one side lacks is not compared.
  static func differences(_ ours: CertificationRequest, _ theirs: borrowing X509Request) -> [String] {
    let bytes = ours.der.span
    var facts: [(String, String, String)] = [
      ("subject", "\(ours.subject.count)", "\(theirs.subjectCount)"),
      ("attributes", "\(ours.attributes.count)", "\(theirs.attributeCount)"),
      ("signature algorithm", ours.signatureAlgorithm.oid.dotted(in: bytes), theirs.signatureAlgorithm),
    ]
    // OpenSSL has no word for a request that was never signed, and does not compute exponents over 64 bits.
    var isBeyondOpenSSL = false
    if case .rsa(let key) = ours.publicKey.key { isBeyondOpenSSL = key.exponent.count > 8 || key.isNegative }
    if ours.signatureGap == nil, !isBeyondOpenSSL {
      facts.append(("signature", outcome(ours.verifySignature(with: SignatureVerifier())), outcome(theirs.verify())))
    }
    if let version = ours.version { facts.append(("version", "\(version)", "\(theirs.version)")) }
    if let key = theirs.publicKey, let type = typeName(ours.publicKey.key) {
      facts.append(("key type", type, key.type))
      // OpenSSL counts the bits of an X25519 key that are not fixed.
      if let bits = ours.publicKey.bitCount, type != "X25519" { facts.append(("key bits", "\(bits)", "\(key.bits)")) }
    }
    return facts.filter { $0.1 != $0.2 }.map { "\($0.0): \($0.1), \($0.2)" }
  }

  static func outcome(_ status: SignatureStatus) -> String {
    switch status {
    case .valid: "valid"
    case .invalid: "invalid"
    case .notCheckable: "not checkable"
    }
  }

  private static func outcome(_ verification: X509Request.Verification) -> String {
    switch verification {
    case .valid: "valid"
    case .invalid: "invalid"
    case .notCheckable: "not checkable"
    }
  }

  /// OpenSSL's name for the key type, or nil if we have none.
  private static func typeName(_ key: PublicKey) -> String? {
    switch key {
    case .rsa(let rsa): rsa.isPSS ? "RSA-PSS" : "RSA"
    case .ec: "EC"
    case .dsa: "DSA"
    case .edwards(let known, _): known.name.uppercased()
    case .opaque, .malformed: nil
    }
  }
}

extension SignatureStatus {
  /// The outcome as in the expectations: true, false, or nil if it cannot be checked.
  var isValid: Bool? {
    switch self {
    case .valid: true
    case .invalid: false
    case .notCheckable: nil
    }
  }
}

extension PublicKey {
  /// The name of the case, as in the expectations.
  var kindName: String {
    switch self {
    case .rsa: "rsa"
    case .ec: "ec"
    case .edwards: "edwards"
    case .dsa: "dsa"
    case .opaque: "opaque"
    case .malformed: "malformed"
    }
  }

  /// The curve's name or dotted identifier, `explicit`, or nil.
  func curveName(in bytes: Span<UInt8>) -> String? {
    guard case .ec(let key) = self else { return nil }
    switch key.curve {
    case .named(let curve): return curve.name
    case .other(let oid): return oid.known?.name ?? oid.dotted(in: bytes)
    case .explicit: return "explicit"
    case .missing: return nil
    }
  }
}
