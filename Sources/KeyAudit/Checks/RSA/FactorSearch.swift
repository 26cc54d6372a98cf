// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Moduli that are divisible by a small prime.
enum SmallFactors: RSACheck {
  static let check = KeyCheck(
    "small-factors", finds: "a prime below 752 (thorough audits: up to 65,537) that divides the modulus",
    source: "SP 800-89 §5.3.3, BR 6.1.6")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    if key.hasSmallFactor { return hit(key, in: bytes, primes: ResidueTable.standard.divisors(key.residues)) }
    guard options.triesLargerFactors else { return nil }
    let table = ResidueTable.deep
    var carries = [UInt64](repeating: 0, count: table.moduli.count)
    table.reduce(key.words, count: key.count, into: &carries)
    var residues = [UInt32](repeating: 0, count: table.primes.count)
    table.split(carries, into: &residues)
    return table.hasDivisor(residues) ? hit(key, in: bytes, primes: table.divisors(residues)) : nil
  }

  /// Returns the hit, with all prime factors from the table, repeated by multiplicity, and the cofactor.
  private static func hit(_ key: PreparedRSAKey, in bytes: Span<UInt8>, primes: [UInt32]) -> KeyHit {
    var factors: [String] = []
    var cofactor = key.modulus(in: bytes)
    for prime in primes.map({ UInt($0) }) {
      while cofactor.remainder(dividingBy: prime) == 0, let quotient = cofactor.quotient(dividingBy: BigNumber(prime)) {
        factors.append(String(prime))
        cofactor = quotient
      }
    }
    let isFactored = cofactor.isOne || cofactor.isPrime
    let rest = cofactor.isOne ? "one" : isFactored ? "prime" : "composite"
    return KeyHit(
      check, .proven, isFactored ? .compromised : .weak, predicts: PredictedCode.compromised,
      [
        Evidence("factors", factors.joined(separator: " ")), Evidence("cofactor", cofactor),
        Evidence("cofactorIs", rest),
      ])
  }
}

/// Moduli that are prime: anyone can compute the private exponent, the inverse of the public one modulo N - 1.
///
/// A primality test needs an exponentiation with an exponent as long as the modulus. It costs a hundred times as much as
/// a signature verification, so only thorough audits run it.
enum PrimeModulus: RSACheck {
  static let check = KeyCheck(
    "prime-modulus", .thorough, finds: "an RSA modulus that is itself prime", source: "RFC 8017 §3.1")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
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

/// Primes p for which p - 1 has only small prime factors: Pollard's p - 1 method with one stage.
enum SmoothPrime: RSACheck {
  static let check = KeyCheck(
    "smooth-prime", .deep, finds: "a prime factor p of the modulus for which p - 1 has only small factors",
    source: "Pollard, Theorems on Factorization and Primality Testing (1974)")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    let bound = UInt64(max(0, min(options.smoothnessBound, 65_537)))
    guard bound > 2 else { return nil }
    let modulus = key.modulus(in: bytes)
    var base = BigNumber(2)
    let powers = [1 << 16] + ResidueTable.deep.primes.prefix { $0 <= bound }.map { highestPower(of: $0, within: bound) }
    for start in stride(from: 0, to: powers.count, by: batch) {
      let slice = powers[start..<min(start + batch, powers.count)]
      guard let next = raise(base, to: slice, modulus) else { return nil }
      if let hit = test(next, modulus, bound: bound) { return hit }
      // Both primes were found at once. Raising to one power at a time separates them.
      if next.isOne { return oneByOne(base, slice, modulus, bound: bound) }
      base = next
    }
    return nil
  }

  private static let batch = 256

  private static func raise(
    _ base: borrowing BigNumber, to powers: ArraySlice<UInt64>, _ modulus: borrowing BigNumber
  ) -> BigNumber? {
    var exponent = BigNumber(1)
    for power in powers { exponent = exponent * BigNumber(UInt(power)) }
    return base.power(exponent, modulo: modulus)
  }

  private static func oneByOne(
    _ base: borrowing BigNumber, _ powers: ArraySlice<UInt64>, _ modulus: borrowing BigNumber, bound: UInt64
  ) -> KeyHit? {
    var base = BigNumber(copying: base)
    for power in powers {
      guard let next = base.power(BigNumber(UInt(power)), modulo: modulus) else { return nil }
      if let hit = test(next, modulus, bound: bound) { return hit }
      base = next
    }
    return nil
  }

  /// The highest power of a prime that does not exceed the bound.
  private static func highestPower(of prime: UInt32, within bound: UInt64) -> UInt64 {
    var power = UInt64(prime)
    while power * UInt64(prime) <= bound { power *= UInt64(prime) }
    return power
  }

  /// Returns a hit if base - 1 and the modulus have a common divisor other than the modulus.
  private static func test(
    _ base: borrowing BigNumber, _ modulus: borrowing BigNumber, bound: UInt64
  ) -> KeyHit? {
    var difference = BigNumber(copying: base)
    difference.subtract(1)
    guard !difference.isZero, !difference.isCoprime(toOdd: modulus) else { return nil }
    let divisor = difference.greatestCommonDivisor(modulus)
    guard let cofactor = modulus.quotient(dividingBy: divisor) else { return nil }
    return KeyHit(
      check, .proven, .compromised,
      [Evidence("p", divisor), Evidence("q", cofactor), Evidence("smoothTo", bound)])
  }
}
