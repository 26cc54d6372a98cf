// SPDX-License-Identifier: Apache-2.0

/// Moduli below 2048 bits.
enum ModulusSize: RSACheck {
  static let check = KeyCheck(
    "rsa-too-small", finds: "an RSA modulus of fewer than 2048 bits", source: "BR 6.1.5")
  private static let minimum = 2048

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.bits < minimum else { return nil }
    return KeyHit(
      check, .proven, .weak, predicts: PredictedCode.unsupportedSize,
      [Evidence("bits", key.bits), Evidence("minimum", minimum)])
  }
}
