// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Exponents that no RSA key can have: negative, even, one, or not below the modulus.
enum ExponentRules: RSACheck {
  static let check = KeyCheck(
    "rsa-exponent-invalid", finds: "an RSA exponent that is negative, even, one, or not below the modulus",
    source: "RFC 8017 §3.1, BR 6.1.6")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard let fault = fault(of: key, in: bytes) else { return nil }
    let value = key.exponentRange.count <= 8 ? key.exponent.map { String($0) } : nil
    return KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.invalidKey,
      [Evidence("exponent", value ?? key.exponent(in: bytes).hex), Evidence("fault", fault)])
  }

  private static func fault(of key: RSAWork, in bytes: Span<UInt8>) -> String? {
    if key.isExponentNegative { return "negative" }
    guard let last = key.exponentRange.last else { return "zero" }
    if bytes[last] & 1 == 0 { return "even" }
    if key.exponent == 1 { return "one" }
    return isBelowModulus(key, in: bytes) ? nil : "not below the modulus"
  }

  /// Compares two magnitudes without leading zero octets.
  private static func isBelowModulus(_ key: RSAWork, in bytes: Span<UInt8>) -> Bool {
    let (exponent, modulus) = (key.exponentRange, key.modulusRange)
    guard exponent.count == modulus.count else { return exponent.count < modulus.count }
    for offset in 0..<exponent.count {
      let (left, right) = (bytes[exponent.lowerBound + offset], bytes[modulus.lowerBound + offset])
      if left != right { return left < right }
    }
    return false
  }
}
