// SPDX-License-Identifier: Apache-2.0

/// Moduli above 8192 bits: sound, but larger than the CA takes.
enum OversizedModulus: RSACheck {
  static let check = KeyCheck(
    "rsa-too-large", finds: "an RSA modulus of more than 8192 bits, which the CA does not take",
    source: "Sectigo, supported key sizes")
  private static let maximum = 8192

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.bits > maximum else { return nil }
    return KeyHit(
      check, .proven, .clean, predicts: PredictedCode.unsupportedSize,
      [Evidence("bits", key.bits), Evidence("maximum", maximum)])
  }
}
