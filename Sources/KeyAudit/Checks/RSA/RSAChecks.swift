// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// A check of the numbers of an RSA key.
protocol RSACheck: SendableMetatype {
  /// The catalog entry.
  static var check: KeyCheck { get }

  /// Returns a hit, or nil if the key passes. Must not allocate for a key that passes.
  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit?
}

/// The RSA checks in the order in which they run.
enum RSAChecks {
  /// Checks of any key.
  static let forAnyKey: [any RSACheck.Type] = [
    ModulusSize.self, ModulusGranularity.self, OversizedModulus.self, DegenerateModulus.self, ExponentRules.self,
    UnusualExponent.self,
  ]
  /// Checks that require an odd modulus greater than 1.
  static let forUsableModulus: [any RSACheck.Type] = [
    SmallFactors.self, PrimePower.self, Fermat.self, ROCA.self, SmallPrivateExponent.self, ShortSleeve.self,
    BiasedModulus.self, RepeatedBytes.self, XZBackdoor.self,
  ]
  /// Checks that take milliseconds or more; they run only if no earlier check proved the key compromised.
  static let lastResort: [any RSACheck.Type] = [PrimeModulus.self, SmoothPrime.self]
}

/// Moduli shorter than 2048 bits.
enum ModulusSize: RSACheck {
  static let check = KeyCheck(
    "rsa-too-small", finds: "an RSA modulus shorter than 2048 bits", source: "BR 6.1.5")
  private static let minimum = 2048

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.bits < minimum else { return nil }
    return KeyHit(
      check, .proven, .weak, predicts: PredictedCode.unsupportedSize,
      [Evidence("bits", key.bits), Evidence("minimum", minimum)])
  }
}

/// Moduli whose length in bits is not a multiple of 8.
///
/// A generator that sets the two top bits of both primes never produces one.
enum ModulusGranularity: RSACheck {
  static let check = KeyCheck(
    "rsa-odd-size", finds: "an RSA modulus whose length in bits is not a multiple of 8", source: "BR 6.1.5")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.bits % 8 != 0 else { return nil }
    return KeyHit(
      check, .proven, .weak, predicts: PredictedCode.unsupportedSize, [Evidence("bits", key.bits)])
  }
}

/// Moduli longer than 8192 bits: not weak, but not accepted by the CA.
enum OversizedModulus: RSACheck {
  static let check = KeyCheck(
    "rsa-too-large", finds: "an RSA modulus longer than 8192 bits, which the CA does not accept",
    source: "Sectigo, supported key sizes")
  private static let maximum = 8192

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.bits > maximum else { return nil }
    return KeyHit(
      check, .proven, .clean, predicts: PredictedCode.unsupportedSize,
      [Evidence("bits", key.bits), Evidence("maximum", maximum)])
  }
}

/// Moduli that cannot be a product of two odd primes: zero, one, negative or even.
enum DegenerateModulus: RSACheck {
  static let check = KeyCheck(
    "rsa-modulus-invalid", finds: "an RSA modulus that is zero, one, negative or even",
    source: "RFC 8017 §3.1, BR 6.1.6")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard let fault = fault(of: key, in: bytes) else { return nil }
    return KeyHit(check, .proven, .invalid, predicts: PredictedCode.invalidKey, [Evidence("modulus", fault)])
  }

  private static func fault(of key: PreparedRSAKey, in bytes: Span<UInt8>) -> String? {
    if key.isModulusNegative { return "negative" }
    guard let last = key.modulusRange.last else { return "zero" }
    if bytes[last] & 1 == 0 { return "even" }
    return key.modulusRange.count == 1 && bytes[last] == 1 ? "one" : nil
  }
}

/// Public exponents that are not allowed: negative, even, one, or not less than the modulus.
enum ExponentRules: RSACheck {
  static let check = KeyCheck(
    "rsa-exponent-invalid", finds: "an RSA public exponent that is negative, even, one, or not less than the modulus",
    source: "RFC 8017 §3.1, BR 6.1.6")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard let fault = fault(of: key, in: bytes) else { return nil }
    let value = key.exponentRange.count <= 8 ? key.exponent.map { String($0) } : nil
    return KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.invalidKey,
      [Evidence("exponent", value ?? key.exponent(in: bytes).hex), Evidence("fault", fault)])
  }

  private static func fault(of key: PreparedRSAKey, in bytes: Span<UInt8>) -> String? {
    if key.isExponentNegative { return "negative" }
    guard let last = key.exponentRange.last else { return "zero" }
    if bytes[last] & 1 == 0 { return "even" }
    if key.exponent == 1 { return "one" }
    return isBelowModulus(key, in: bytes) ? nil : "not below the modulus"
  }

  /// Compares two magnitudes without leading zero octets.
  private static func isBelowModulus(_ key: PreparedRSAKey, in bytes: Span<UInt8>) -> Bool {
    let (exponent, modulus) = (key.exponentRange, key.modulusRange)
    guard exponent.count == modulus.count else { return exponent.count < modulus.count }
    for offset in 0..<exponent.count {
      let (left, right) = (bytes[exponent.lowerBound + offset], bytes[modulus.lowerBound + offset])
      if left != right { return left < right }
    }
    return false
  }
}

/// Public exponents that are allowed, but not recommended.
enum UnusualExponent: RSACheck {
  static let check = KeyCheck(
    "rsa-exponent-unusual",
    finds: "an RSA public exponent other than 65537: outside the recommended range, or not accepted by Let's Encrypt",
    source: "BR 6.1.6 (2^16 + 1 to 2^256 - 1 recommended)")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.exponent != 65537, !key.isExponentNegative, let last = key.exponentRange.last, bytes[last] & 1 == 1,
      key.exponent != 1
    else { return nil }
    let range =
      if let small = key.exponent, small < 65537 { "below" } else if key.exponentRange.count > 32 { "above" } else {
        "within"
      }
    let value = key.exponent.map { String($0) } ?? key.exponent(in: bytes).hex
    return KeyHit(
      check, .proven, .clean, [Evidence("exponent", value), Evidence("recommendedRange", range)])
  }
}
