// SPDX-License-Identifier: Apache-2.0
import OpenSSLBridge
import PKCS10

/// Holds our reading of a request against OpenSSL's.
enum Comparison {
  /// The facts that differ, each as `what: ours, theirs`; a fact that one side does not have is not compared.
  static func differences(_ ours: CertificationRequest, _ theirs: borrowing X509Request) -> [String] {
    let bytes = ours.der.span
    var facts: [(String, String, String)] = [
      ("subject", "\(ours.subject.count)", "\(theirs.subjectCount)"),
      ("attributes", "\(ours.attributes.count)", "\(theirs.attributeCount)"),
      ("signature algorithm", ours.signatureAlgorithm.oid.dotted(in: bytes), theirs.signatureAlgorithm),
      ("signature", outcome(ours.verifySignature(with: SignatureVerifier())), outcome(theirs.verify())),
    ]
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

  /// OpenSSL's name for the key's type; nil where ours says nothing.
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
