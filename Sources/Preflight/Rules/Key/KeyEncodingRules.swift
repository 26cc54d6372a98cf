// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// The encoding of a public key that is itself in order.
extension Rule {
  static let keyInOctetString = Rule(
    "key.octet-string", .error, predicts: -10, .inferred,
    summary: "the point of an EC key must be in the BIT STRING itself, without an OCTET STRING around it",
    fix: "keep the key, and create the CSR with software that removes the OCTET STRING around CKA_EC_POINT: "
      + "openssl req -new -provider pkcs11 -provider default -key 'pkcs11:object=NAME' -out request.pem",
    citations: ["RFC 5480 §2.2", "RFC 8410 §4", "PKCS #11 v3.1 §6.3.3: CKA_EC_POINT", "AutoApplySSL error -10"]
  ) { examination, reporter in
    let key = examination.request.publicKey
    guard key.isInOctetString else { return }
    reporter.report(
      "EC point is inside an OCTET STRING, as PKCS#11 returns it (CKA_EC_POINT): the key is right, but not its encoding",
      at: Place(key.range, .publicKey))
  }
}
