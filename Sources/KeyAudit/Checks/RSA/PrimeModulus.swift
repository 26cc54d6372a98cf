// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Moduli that are prime: the private exponent is then the inverse of the public one modulo N - 1, for anyone.
///
/// Nothing but a power with an exponent as long as the modulus tells a prime from a composite number, so the check costs
/// a hundred times as much as verifying a signature and is left to audits that ask for it.
enum PrimeModulus: RSACheck {
  static let check = KeyCheck(
    "prime-modulus", .thorough, finds: "an RSA modulus that is itself a prime", source: "RFC 8017 §3.1")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard options.testsPrimality else { return nil }
    let modulus = key.modulus(in: bytes)
    guard modulus.isProbablePrimeToBaseTwo, modulus.isPrime else { return nil }
    var order = BigNumber(copying: modulus)
    order.subtract(1)
    var evidence = [Evidence("modulus", "prime")]
    if let exponent = key.exponent(in: bytes).inverse(modulo: order) {
      evidence.append(Evidence("d", exponent))
    }
    return KeyHit(check, .proven, .compromised, predicts: PredictedCode.compromised, evidence)
  }
}
