// SPDX-License-Identifier: Apache-2.0

/// Keys from Infineon's flawed generator (CVE-2017-15361), whose primes are k·M + (65537^a mod M).
///
/// Such a modulus is a power of 65537 modulo every prime up to 167. Seventeen of the primes rule out all but one sound
/// key in 239 million. For the rest, the discrete logarithms modulo all 39 primes must agree on one exponent, which is
/// a logarithm modulo M, the product of the primes. By chance, one key in 2^155 has one.
enum ROCA: RSACheck {
  static let check = KeyCheck(
    "roca", finds: "a modulus from Infineon's flawed key generator (ROCA, CVE-2017-15361), which can be factored",
    source: "BR 6.1.1.3 (5), Nemec et al., The Return of Coppersmith's Attack (2017)")

  /// Shorter moduli can match the pattern by chance.
  private static let minimumBits = 256
  private static let lastPrime: UInt32 = 167

  /// A prime and the powers of 65537 modulo it.
  struct Row: Sendable {
    /// The index of the prime in `ResidueTable.standard`.
    let index: Int
    let prime: UInt32
    /// The discrete logarithm of each residue, or -1.
    let logarithms: [Int16]
    /// The number of powers.
    let order: UInt64
  }

  /// The odd primes up to 167.
  static let rows: [Row] = ResidueTable.standard.primes.prefix { $0 <= lastPrime }.enumerated().map(row)
  /// The primes modulo which 65537 does not generate every residue.
  private static let quick = rows.filter { $0.order < UInt64($0.prime) - 1 }

  private static func row(index: Int, prime: UInt32) -> Row {
    var logarithms = [Int16](repeating: -1, count: Int(prime))
    var power: UInt32 = 1
    var order = 0
    while logarithms[Int(power)] < 0 {
      logarithms[Int(power)] = Int16(order)
      power = power * (65537 % prime) % prime
      order += 1
    }
    return Row(index: index, prime: prime, logarithms: logarithms, order: UInt64(order))
  }

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard passesQuickTest(key), let logarithm = logarithm(of: key) else { return nil }
    return KeyHit(
      check, .proven, .compromised, predicts: PredictedCode.compromised,
      [
        Evidence("generator", 65537), Evidence("primesUpTo", Int(lastPrime)),
        Evidence("discreteLogarithm", logarithm.exponent), Evidence("order", logarithm.order),
      ])
  }

  /// Whether the modulus is a power of 65537 modulo each prime for which not every residue is one.
  static func passesQuickTest(_ key: PreparedRSAKey) -> Bool {
    guard key.bits >= minimumBits else { return false }
    for row in quick where row.logarithms[Int(key.residues[row.index])] < 0 { return false }
    return true
  }

  /// The logarithm of the modulus to base 65537, modulo the product of the primes, if it exists.
  ///
  /// The logarithms modulo the primes are congruences, which are combined one after another.
  private static func logarithm(of key: PreparedRSAKey) -> (exponent: UInt64, order: UInt64)? {
    var (exponent, order): (UInt64, UInt64) = (0, 1)
    for row in rows {
      let part = row.logarithms[Int(key.residues[row.index])]
      guard part >= 0 else { return nil }
      let common = greatestCommonDivisor(order, row.order)
      guard exponent % common == UInt64(part) % common else { return nil }
      while exponent % row.order != UInt64(part) { exponent += order }
      order *= row.order / common
    }
    return (exponent, order)
  }

  private static func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
  }
}
