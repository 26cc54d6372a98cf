// SPDX-License-Identifier: Apache-2.0

/// Moduli that no product of two primes can be: zero, one, negative or even.
enum DegenerateModulus: RSACheck {
  static let check = KeyCheck(
    "rsa-modulus-invalid", finds: "an RSA modulus that is zero, one, negative or even",
    source: "RFC 8017 §3.1, BR 6.1.6")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard let fault = fault(of: key, in: bytes) else { return nil }
    return KeyHit(check, .proven, .invalid, predicts: PredictedCode.invalidKey, [Evidence("modulus", fault)])
  }

  private static func fault(of key: RSAWork, in bytes: Span<UInt8>) -> String? {
    if key.isModulusNegative { return "negative" }
    guard let last = key.modulusRange.last else { return "zero" }
    if bytes[last] & 1 == 0 { return "even" }
    return key.modulusRange.count == 1 && bytes[last] == 1 ? "one" : nil
  }
}
