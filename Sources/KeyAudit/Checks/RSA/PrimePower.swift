// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Moduli that are a square or a higher power.
///
/// Fermat's method already needs the square root. For an odd prime k, a k-th power is a k-th power modulo every prime q,
/// and if k divides q - 1, only one residue in k is one. A few such q rule out nearly all other moduli. The first q are
/// small primes whose residues are already computed. Moduli that pass are tested with larger q, then by computing the
/// k-th root.
enum PrimePower: RSACheck {
  static let check = KeyCheck(
    "prime-power", finds: "an RSA modulus that is a perfect square or a higher power",
    source: "SP 800-89 §5.3.3, BR 6.1.6")

  /// A prime q for which k divides q - 1.
  private struct Filter {
    /// The index of q in `ResidueTable.standard`.
    let index: Int
    /// The first of q bits in `powers`, one for each residue: whether it is a k-th power modulo q.
    let start: UInt

    /// Whether the modulus with these residues may be a k-th power.
    @inline(__always)
    func passes(_ residues: Span<UInt32>, _ powers: Span<UInt64>) -> Bool {
      let bit = start &+ UInt(residues[index])
      return powers[Int(bit >> 6)] &>> UInt64(bit & 63) & 1 == 1
    }
  }

  /// An odd prime k with its filters.
  private struct Degree {
    let degree: Int
    let first: Filter
    /// The range of the others in `filters`.
    let others: Range<Int>
  }

  private struct Sieve {
    var degrees: [Degree] = []
    var filters: [Filter] = []
    var powers: [UInt64] = []

    /// Creates up to three filters for each k below 215. A 2048-bit modulus that is a higher power has small factors.
    init() {
      let primes = ResidueTable.standard.primes
      var bits = 0
      for degree in primes where degree < 215 {
        let first = filters.count
        for index in primes.indices.filter({ primes[$0] % degree == 1 }).prefix(3) {
          filters.append(Filter(index: index, start: UInt(bits)))
          let end = bits + Int(primes[index])
          powers += Array(repeating: 0, count: (end + 63) / 64 - powers.count)
          for residue in PrimePower.powers(degree, modulo: primes[index]) {
            powers[(bits + Int(residue)) / 64] |= 1 << UInt64((bits + Int(residue)) % 64)
          }
          bits = end
        }
        degrees.append(Degree(degree: Int(degree), first: filters[first], others: first + 1..<filters.count))
      }
    }

    /// The k up to a limit for which no filter rules out that the modulus with these residues is a k-th power.
    func degrees(upTo limit: Int, _ residues: Span<UInt32>) -> [Int] {
      let (degrees, filters, powers) = (degrees.span, filters.span, powers.span)
      var found: [Int] = []
      for position in degrees.indices where degrees[position].first.passes(residues, powers) {
        let entry = degrees[position]
        guard entry.degree <= limit else { break }
        let isRuledOut = entry.others.contains { !filters[$0].passes(residues, powers) }
        if !isRuledOut { found.append(entry.degree) }
      }
      return found
    }
  }

  private static let sieve = Sieve()

  /// The k-th powers modulo a prime q, where k divides q - 1: zero, and the powers of the k-th power of some base.
  private static func powers(_ degree: UInt32, modulo prime: UInt32) -> [UInt32] {
    var base: UInt32 = 2
    while true {
      let generator = power(base, degree, modulo: prime)
      var powers: [UInt32] = [0, 1]
      while let next = powers.last.map({ $0 * generator % prime }), next != 1 { powers.append(next) }
      if powers.count == Int((prime - 1) / degree) + 1 { return powers }
      base += 1
    }
  }

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    if key.root.isExact { return hit(key, in: bytes, degree: 2) }
    guard let degree = likelyDegree(key) else { return nil }
    return hit(key, in: bytes, degree: degree)
  }

  /// Returns the first k whose filters all pass and whose root is exact.
  private static func likelyDegree(_ key: PreparedRSAKey) -> Int? {
    let residues = key.residues
    return sieve.degrees(upTo: key.bits / 2, residues.span).first { passesLargerPrimes(key, $0) && isPower(key, $0) }
  }

  /// base^exponent modulo a prime below 2^16.
  private static func power(_ base: UInt32, _ exponent: UInt32, modulo prime: UInt32) -> UInt32 {
    var (power, square, exponent) = (UInt32(1), base, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { power = power * square % prime }
      square = square * square % prime
      exponent >>= 1
    }
    return power
  }

  /// Tests five more primes q below 2^16 for which k divides q - 1.
  private static func passesLargerPrimes(_ key: PreparedRSAKey, _ degree: Int) -> Bool {
    let step = UInt32(2 * degree)
    var tested = 0
    for candidate in stride(from: (3547 / step + 1) * step + 1, to: 65_536, by: Int(step)) where isPrime(candidate) {
      var residue: UInt32 = 0
      for index in stride(from: key.count - 1, through: 0, by: -1) {
        let word = key.words[index]
        residue = UInt32((UInt64(residue) << 32 | word >> 32) % UInt64(candidate))
        residue = UInt32((UInt64(residue) << 32 | word & 0xFFFF_FFFF) % UInt64(candidate))
      }
      let exponent = (candidate - 1) / UInt32(degree)
      guard power(residue, exponent, modulo: candidate) <= 1 else { return false }
      tested += 1
      if tested == 5 { break }
    }
    return true
  }

  /// Whether an odd number between 752 and 2^16 is prime.
  private static func isPrime(_ number: UInt32) -> Bool {
    for prime in ResidueTable.standard.primes {
      if prime * prime > number { return true }
      if number % prime == 0 { return false }
    }
    return true
  }

  private static func isPower(_ key: PreparedRSAKey, _ degree: Int) -> Bool {
    let words = key.words
    let modulus = BigNumber(littleEndian: words.span.extracting(first: key.count))
    return modulus.root(degree).raised(to: degree) == modulus
  }

  private static func hit(_ key: PreparedRSAKey, in bytes: Span<UInt8>, degree: Int) -> KeyHit {
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
