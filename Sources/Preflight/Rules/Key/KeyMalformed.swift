// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Public keys that cannot be decoded.
  static let keyMalformed = Rule(
    "key.malformed", .error, predicts: -10, .inferred,
    summary: "the public key's bits are an encoding of its type",
    fix: "make a new key and a new request with well-kept software",
    citations: ["RFC 3279 §2.3", "RFC 5480 §2.2", "RFC 8410 §4", "DecodeCSR error -41"]
  ) { examination, reporter in
    let key = examination.request.publicKey
    switch key.key {
    case .malformed(let error):
      reporter.report("the public key cannot be read: \(error)", at: Place(key.range, .publicKey))
    case .rsa(let rsa) where rsa.isNegative:
      reporter.report(
        "the RSA key holds a negative number; a leading zero octet is missing", at: Place(key.range, .publicKey))
    case .ec(let ec) where ec.point.isEmpty:
      reporter.report("the EC key has no point", at: Place(key.range, .publicKey))
    default:
      return
    }
  }
}
