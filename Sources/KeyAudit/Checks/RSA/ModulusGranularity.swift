// SPDX-License-Identifier: Apache-2.0

/// Moduli whose length is no whole number of bytes.
///
/// A generator that sets the two top bits of both primes never makes one.
enum ModulusGranularity: RSACheck {
  static let check = KeyCheck(
    "rsa-odd-size", finds: "an RSA modulus whose length in bits is not divisible by 8", source: "BR 6.1.5")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.bits % 8 != 0 else { return nil }
    return KeyHit(
      check, .proven, .weak, predicts: PredictedCode.unsupportedSize, [Evidence("bits", key.bits)])
  }
}
