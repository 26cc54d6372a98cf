// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Moduli that a small prime divides.
enum SmallFactors: RSACheck {
  static let check = KeyCheck(
    "small-factors", finds: "a prime below 752, or up to 65,537 in depth, that divides the modulus",
    source: "SP 800-89 §5.3.3, BR 6.1.6")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    if let index = ResidueTable.standard.firstDivisor(of: key.residues) {
      return hit(key, in: bytes, table: .standard, first: index, key.residues)
    }
    guard options.triesLargerFactors else { return nil }
    let table = ResidueTable.deep
    var carries = [UInt64](repeating: 0, count: table.moduli.count)
    table.reduce(key.words, count: key.count, into: &carries)
    return table.firstDivisor(of: carries).flatMap { hit(key, in: bytes, table: table, first: $0, carries) }
  }

  /// The hit, with every factor of the table, each as often as it divides, and what is left.
  private static func hit(
    _ key: RSAWork, in bytes: Span<UInt8>, table: ResidueTable, first: Int, _ residues: [UInt64]
  ) -> KeyHit {
    var factors: [String] = []
    var cofactor = key.modulus(in: bytes)
    var next: Int? = first
    while let index = next {
      let prime = UInt(table.primes[index])
      while cofactor.remainder(dividingBy: prime) == 0, let quotient = cofactor.quotient(dividingBy: BigNumber(prime)) {
        factors.append(String(prime))
        cofactor = quotient
      }
      next = table.firstDivisor(of: residues, from: index + 1)
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
