// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Moduli that are a square or a higher power.
///
/// The square root is at hand for Fermat's method. For an odd prime k a k-th power is one modulo every prime q, and
/// where k divides q - 1 only one residue in k is: a few such q leave nothing but powers, whose root is then taken. The
/// first q are among the small primes whose residues are at hand; what they let pass, larger q are asked about.
enum PrimePower: RSACheck {
  static let check = KeyCheck(
    "prime-power", finds: "an RSA modulus that is a square or a higher power", source: "SP 800-89 §5.3.3, BR 6.1.6")

  /// A prime q of the standard table with k dividing q - 1.
  private struct Filter {
    let degree: Int
    let prime: UInt32
    let group: Int
    /// (q - 1) / k.
    let exponent: UInt32
  }

  /// Up to six for each k, smallest k first.
  private static let filters: [Filter] = {
    let table = ResidueTable.standard
    var filters: [Filter] = []
    for degree in table.primes where degree < 200 {
      let suitable = table.primes.filter { $0 % degree == 1 }.prefix(6)
      filters += suitable.compactMap { prime in
        table.locate(prime).map {
          Filter(degree: Int(degree), prime: prime, group: $0.group, exponent: (prime - 1) / degree)
        }
      }
    }
    return filters
  }()

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    if key.root.isExact { return hit(key, in: bytes, degree: 2) }
    guard let degree = likelyDegree(key) else { return nil }
    return hit(key, in: bytes, degree: degree)
  }

  /// The first k whose filters all let the modulus pass and whose root is exact.
  private static func likelyDegree(_ key: RSAWork) -> Int? {
    var index = 0
    while index < filters.count {
      let degree = filters[index].degree
      if degree > key.bits / 2 { return nil }
      var passes = true
      while index < filters.count, filters[index].degree == degree {
        if passes { passes = allows(filters[index], key) }
        index += 1
      }
      if passes, passesLargerPrimes(key, degree), isPower(key, degree) { return degree }
    }
    return nil
  }

  @inline(__always)
  private static func allows(_ filter: Filter, _ key: RSAWork) -> Bool {
    let residue = key.residue(filter.prime, group: filter.group)
    return isPowerResidue(residue, exponent: filter.exponent, modulo: filter.prime)
  }

  /// Whether residue^exponent is 0 or 1 modulo a prime below 2^16.
  @inline(__always)
  private static func isPowerResidue(_ residue: UInt32, exponent: UInt32, modulo prime: UInt32) -> Bool {
    var (power, square, exponent) = (UInt32(1), residue, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { power = power * square % prime }
      square = square * square % prime
      exponent >>= 1
    }
    return power <= 1
  }

  /// Asks five more primes q of up to 16 bits with k dividing q - 1.
  private static func passesLargerPrimes(_ key: RSAWork, _ degree: Int) -> Bool {
    let step = UInt32(2 * degree)
    var candidate = (752 / step + 1) * step + 1
    var asked = 0
    while asked < 5, candidate < 65_536 {
      if isPrime(candidate) {
        var residue: UInt32 = 0
        for index in stride(from: key.count - 1, through: 0, by: -1) {
          let word = key.words[index]
          residue = UInt32((UInt64(residue) << 32 | word >> 32) % UInt64(candidate))
          residue = UInt32((UInt64(residue) << 32 | word & 0xFFFF_FFFF) % UInt64(candidate))
        }
        let exponent = (candidate - 1) / UInt32(degree)
        guard isPowerResidue(residue, exponent: exponent, modulo: candidate) else { return false }
        asked += 1
      }
      candidate += step
    }
    return true
  }

  /// Whether an odd number above 752 and below 2^16 is a prime.
  private static func isPrime(_ number: UInt32) -> Bool {
    for prime in ResidueTable.standard.primes {
      if prime * prime > number { return true }
      if number % prime == 0 { return false }
    }
    return true
  }

  private static func isPower(_ key: RSAWork, _ degree: Int) -> Bool {
    let words = key.words
    let modulus = BigNumber(littleEndian: words.span.extracting(first: key.count))
    return modulus.root(degree).raised(to: degree) == modulus
  }

  private static func hit(_ key: RSAWork, in bytes: Span<UInt8>, degree: Int) -> KeyHit {
    var base = key.modulus(in: bytes).root(degree)
    var total = degree
    for factor in [2, 3, 5, 7, 11, 13] {
      while base.bitCount > factor {
        let root = base.root(factor)
        guard root.raised(to: factor) == base else { break }
        base = root
        total *= factor
      }
    }
    let isPrime = base.isPrime
    return KeyHit(
      check, .proven, isPrime ? .compromised : .weak, predicts: PredictedCode.compromised,
      [Evidence("base", base), Evidence("power", total), Evidence("baseIs", isPrime ? "prime" : "composite")])
  }
}
