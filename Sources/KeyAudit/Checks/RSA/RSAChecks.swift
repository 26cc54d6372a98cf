// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// A check of an RSA key's numbers.
protocol RSACheck: SendableMetatype {
  /// The catalog's entry.
  static var check: KeyCheck { get }

  /// What the check finds, or nil. The clean path allocates nothing.
  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit?
}

/// The RSA checks in the order in which they run.
enum RSAChecks {
  /// Those that hold for any key.
  static let forAnyKey: [any RSACheck.Type] = [
    ModulusSize.self, ModulusGranularity.self, OversizedModulus.self, DegenerateModulus.self, ExponentRules.self,
    UnusualExponent.self,
  ]
  /// Those that ask for an odd modulus above 1.
  static let forUsableModulus: [any RSACheck.Type] = [
    SmallFactors.self, PrimePower.self, Fermat.self, ROCA.self, SmallPrivateExponent.self, ShortSleeve.self,
    BiasedModulus.self, RepeatedBytes.self, XZBackdoor.self,
  ]
  /// Those that cost milliseconds and more, for keys of which nothing has proved yet that they are compromised.
  static let lastResort: [any RSACheck.Type] = [PrimeModulus.self, SmoothPrime.self]
}

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

/// Exponents that are allowed and that nobody should choose.
enum UnusualExponent: RSACheck {
  static let check = KeyCheck(
    "rsa-exponent-unusual",
    finds: "an RSA exponent other than 65537: below the recommended range, above it, or one that Let's Encrypt refuses",
    source: "BR 6.1.6 (2^16 + 1 to 2^256 - 1 recommended)")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
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
