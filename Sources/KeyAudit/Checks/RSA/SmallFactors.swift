// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Moduli that a small prime divides.
enum SmallFactors: RSACheck {
  static let check = KeyCheck(
    "small-factors", finds: "a prime below 752, or up to 65,537 in depth, that divides the modulus",
    source: "SP 800-89 §5.3.3, BR 6.1.6")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    if key.hasSmallFactor { return hit(key, in: bytes, primes: ResidueTable.standard.divisors(key.residues)) }
    guard options.triesLargerFactors else { return nil }
    let table = ResidueTable.deep
    var carries = [UInt64](repeating: 0, count: table.moduli.count)
    table.reduce(key.words, count: key.count, into: &carries)
    var residues = [UInt32](repeating: 0, count: table.primes.count)
    table.split(carries, into: &residues)
    return table.hasDivisor(residues) ? hit(key, in: bytes, primes: table.divisors(residues)) : nil
  }

  /// The hit, with every factor of the table, each as often as it divides, and what is left.
  private static func hit(_ key: RSAWork, in bytes: Span<UInt8>, primes: [UInt32]) -> KeyHit {
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
