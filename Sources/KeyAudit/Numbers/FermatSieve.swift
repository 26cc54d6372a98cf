// SPDX-License-Identifier: Apache-2.0

/// Says which rounds of Fermat's method can end in a square, 128 rounds at a time.
struct FermatSieve {
  /// For a modulus m and each residue of N a word: bit x is set where x² - N is a square modulo m.
  private struct Row: Sendable {
    /// The modulus's place in `ResidueTable.standard`.
    let index: Int
    let modulus: UInt64
    let masks: [UInt64]
  }

  /// The primes of the standard table's first group, 3 to 53.
  private static let rows: [Row] = (0..<ResidueTable.standard.starts[1]).map { index in
    let prime = ResidueTable.standard.primes[index]
    return Row(index: index, modulus: UInt64(prime), masks: masks(modulo: Int(prime)))
  }
  /// The same modulo 64.
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
  private let key: RSAWork
  /// The current a modulo the product of the primes.
  private var mean: UInt64
  private let product: UInt64
  private let binaryMask: UInt64
  private var meanWord: UInt64

  /// Starts at the square root rounded up of a modulus that is no square.
  init(_ key: RSAWork) {
    self.key = key
    product = table.moduli[0]
    mean = (key.rootResidue + 1) % product
    binaryMask = FermatSieve.binary[Int(key.words[0] & 63)]
    meanWord = key.root.words[0] &+ 1
  }

  /// A bit for each of the next 128 rounds that cannot be ruled out.
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

  /// Turns a mask of `period` bits so that bit `count` comes first.
  private static func rotate(_ mask: UInt64, by count: UInt64, period: UInt64) -> UInt64 {
    guard count > 0 else { return mask }
    let turned = mask >> count | mask << (period - count)
    return period == 64 ? turned : turned & (1 << period - 1)
  }
}
