// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Primes so close to each other that Fermat's method finds them.
///
/// Round i, counted from 0, tests whether (a + i)² - N is a square, where a is the square root of N, rounded up. A square
/// is a square modulo every small prime p, and that depends only on i mod p. So each prime rules out rounds by the
/// hundred, and only the remaining rounds need arithmetic with full-length numbers.
enum Fermat: RSACheck {
  static let check = KeyCheck(
    "fermat",
    finds: "primes so close that Fermat's method factors the modulus; within 100 rounds, the CA must refuse the key",
    source: "BR 6.1.1.3 (5), fermatattack.secvuln.info")
  private static let requiredRounds = 100
  private static let letsEncryptRounds = 110

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard !key.root.isExact else { return nil }
    var sieve = FermatSieve(key)
    for start in stride(from: 0, to: options.fermatRounds, by: 128) {
      var candidates = sieve.next128Rounds()
      while candidates != 0 {
        let round = start + candidates.trailingZeroBitCount
        candidates &= candidates - 1
        guard round < options.fermatRounds else { break }
        if let hit = factor(key, in: bytes, round: round) { return hit }
      }
    }
    return nil
  }

  /// Returns a hit if round `round`, counted from 0, finds two factors.
  private static func factor(_ key: PreparedRSAKey, in bytes: Span<UInt8>, round: Int) -> KeyHit? {
    let modulus = key.modulus(in: bytes)
    let root = key.root.words
    var mean = BigNumber(littleEndian: root.span.extracting(first: key.root.count))
    mean.add(UInt(round) + 1)
    guard let distance = (mean.squared() - modulus).exactSquareRoot else { return nil }
    let smaller = mean - distance
    guard !smaller.isOne else { return nil }
    let rounds = round + 1
    let refused =
      rounds <= requiredRounds
      ? "Baseline Requirements" : rounds <= letsEncryptRounds ? "Let's Encrypt" : "none"
    return KeyHit(
      check, .proven, .compromised, predicts: rounds <= requiredRounds ? PredictedCode.compromised : nil,
      [
        Evidence("rounds", rounds), Evidence("p", mean + distance), Evidence("q", smaller),
        Evidence("refusedBy", refused),
      ])
  }
}

/// Determines which rounds of Fermat's method can yield a square, 128 rounds at a time.
struct FermatSieve {
  /// For a prime m, one mask for each residue of N: bit x is set if x² - N is a square modulo m.
  private struct Row: Sendable {
    /// The index of the prime in `ResidueTable.standard`.
    let index: Int
    let modulus: UInt64
    let masks: [UInt64]
  }

  /// The primes of the first group of the standard table: 3 to 53.
  private static let rows: [Row] = (0..<ResidueTable.standard.starts[1]).map { index in
    let prime = ResidueTable.standard.primes[index]
    return Row(index: index, modulus: UInt64(prime), masks: masks(modulo: Int(prime)))
  }
  /// The masks modulo 64.
  private static let binary = masks(modulo: 64)

  private static func masks(modulo modulus: Int) -> [UInt64] {
    let squares = (0..<modulus).map { $0 * $0 % modulus }
    let isSquare = squares.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    return (0..<modulus).map { residue in
      let differences = rotate(isSquare, by: UInt64((modulus - residue) % modulus), period: UInt64(modulus))
      var mask: UInt64 = 0
      for value in 0..<modulus { mask |= (differences &>> UInt64(squares[value]) & 1) &<< UInt64(value) }
      return mask
    }
  }

  private let table = ResidueTable.standard
  /// The key whose modulus is N.
  private let key: PreparedRSAKey
  /// The current a + i modulo the product of the primes.
  private var mean: UInt64
  private let product: UInt64
  private let binaryMask: UInt64
  private var meanWord: UInt64

  /// Starts at the square root, rounded up, of a modulus that is not a square.
  init(_ key: PreparedRSAKey) {
    self.key = key
    product = table.moduli[0]
    mean = (key.rootResidue + 1) % product
    binaryMask = FermatSieve.binary[Int(key.words[0] & 63)]
    meanWord = key.root.words[0] &+ 1
  }

  /// Returns a mask of the next 128 rounds with a bit set for each round that is not ruled out.
  mutating func next128Rounds() -> UInt128 {
    let turned = FermatSieve.rotate(binaryMask, by: meanWord & 63, period: 64)
    var rounds = UInt128(turned) << 64 | UInt128(turned)
    for row in FermatSieve.rows {
      let mask = row.masks[Int(key.residues[row.index])]
      let first = UInt64(table.residue(mean, byPrimeAt: row.index))
      var pattern = UInt128(FermatSieve.rotate(mask, by: first, period: row.modulus))
      var length = row.modulus
      while length < 128 {
        pattern |= pattern << UInt128(length)
        length *= 2
      }
      rounds &= pattern
      if rounds == 0 { break }
    }
    mean = (mean + 128) % product
    meanWord &+= 128
    return rounds
  }

  /// Rotates a mask of `period` bits so that bit `count` comes first.
  private static func rotate(_ mask: UInt64, by count: UInt64, period: UInt64) -> UInt64 {
    guard count > 0 else { return mask }
    let turned = mask >> count | mask << (period - count)
    return period == 64 ? turned : turned & (1 << period - 1)
  }
}
