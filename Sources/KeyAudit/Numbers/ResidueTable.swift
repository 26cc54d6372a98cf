// SPDX-License-Identifier: Apache-2.0

/// Odd primes in groups whose product fits in a word, so that one pass over a number reduces it by all primes of a group.
///
/// A pass is a Montgomery reduction word by word: two multiplications per word and group, no division.
package final class ResidueTable: Sendable {
  /// The number of groups that are reduced together. Steps depend on the previous step of the same group only.
  private static let lanes = 4

  /// The odd primes in ascending order.
  package let primes: [UInt32]
  /// The number of leading primes that are tried as factors; the others only serve to rule out powers.
  package let trialCount: Int
  /// The index of the first prime of each group, and one past the last prime.
  let starts: [Int]
  /// The product of the primes of each group. Empty groups with the product 1 fill the last lanes.
  package let moduli: [UInt64]
  /// The inverse of each product modulo 2^64.
  private let inverses: [UInt64]
  /// 2^64 divided by each prime, rounded down.
  private let reciprocals: [UInt64]

  /// The primes below 752 (SP 800-89 §5.3.3, Baseline Requirements 6.1.6), and for each odd prime k below 215 that does not
  /// divide q - 1 for any of these primes q, the smallest prime q for which it does.
  package static let standard = ResidueTable(
    below: 752, and: [773, 797, 823, 907, 1087, 1091, 1193, 1571, 2111, 2339, 3547])
  /// The primes up to 65,537.
  package static let deep = ResidueTable(below: 65_538)

  private init(below limit: Int, and others: [UInt32] = []) {
    let tried = ResidueTable.oddPrimes(below: limit)
    trialCount = tried.count
    primes = tried + others
    var starts = [0]
    var moduli: [UInt64] = []
    var product: UInt64 = 1
    for (index, prime) in primes.enumerated() {
      let (next, overflow) = product.multipliedReportingOverflow(by: UInt64(prime))
      if overflow {
        moduli.append(product)
        starts.append(index)
      }
      product = overflow ? UInt64(prime) : next
    }
    moduli.append(product)
    moduli += Array(repeating: 1, count: (ResidueTable.lanes - moduli.count % ResidueTable.lanes) % ResidueTable.lanes)
    starts += Array(repeating: primes.count, count: moduli.count + 1 - starts.count)
    self.starts = starts
    self.moduli = moduli
    inverses = moduli.map(ResidueTable.inverse)
    reciprocals = primes.map { UInt64.max / UInt64($0) }
  }

  private static func oddPrimes(below limit: Int) -> [UInt32] {
    var isComposite = [Bool](repeating: false, count: limit)
    var found: [UInt32] = []
    for candidate in stride(from: 3, to: limit, by: 2) where !isComposite[candidate] {
      found.append(UInt32(candidate))
      for multiple in stride(from: candidate * candidate, to: limit, by: 2 * candidate) { isComposite[multiple] = true }
    }
    return found
  }

  /// The inverse of an odd word modulo 2^64. Each step doubles the number of correct bits.
  private static func inverse(_ odd: UInt64) -> UInt64 {
    var inverse = odd
    for _ in 0..<5 { inverse &*= 2 &- odd &* inverse }
    return inverse
  }

  /// The reduction step for one word: c with number ≡ -c · 2^64 modulo the product, from the c of the lower words.
  @inline(__always)
  private static func step(_ carry: UInt64, _ word: UInt64, _ modulus: UInt64, _ inverse: UInt64) -> UInt64 {
    // The upper half of the difference is zero or, where it borrows, minus one.
    let difference = UInt128(word) &- UInt128(carry)
    let quotient = UInt64(truncatingIfNeeded: difference) &* inverse
    return modulus.multipliedFullWidth(by: quotient).high &- UInt64(truncatingIfNeeded: difference >> 64)
  }

  /// Computes for each group a word c with number ≡ -c · 2^(64 · words) modulo the product of the group.
  package func reduce(_ words: [UInt64], count: Int, into carries: inout [UInt64]) {
    let words = words.span.extracting(first: count)
    var carries = carries.mutableSpan
    for first in stride(from: 0, to: moduli.count, by: ResidueTable.lanes) {
      let modulus = (moduli[first], moduli[first + 1], moduli[first + 2], moduli[first + 3])
      let inverse = (inverses[first], inverses[first + 1], inverses[first + 2], inverses[first + 3])
      var carry: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
      for position in words.indices {
        let word = words[position]
        carry.0 = ResidueTable.step(carry.0, word, modulus.0, inverse.0)
        carry.1 = ResidueTable.step(carry.1, word, modulus.1, inverse.1)
        carry.2 = ResidueTable.step(carry.2, word, modulus.2, inverse.2)
        carry.3 = ResidueTable.step(carry.3, word, modulus.3, inverse.3)
      }
      (carries[first], carries[first + 1]) = (carry.0, carry.1)
      (carries[first + 2], carries[first + 3]) = (carry.2, carry.3)
    }
  }

  /// Returns the residue of a number by the product of the first group, for a known scale.
  func residueOfFirstGroup(_ words: [UInt64], count: Int, scale: UInt64) -> UInt64 {
    let words = words.span.extracting(first: count)
    var carry: UInt64 = 0
    for position in words.indices { carry = ResidueTable.step(carry, words[position], moduli[0], inverses[0]) }
    return rescaled(carry, group: 0, by: scale)
  }

  /// Returns 2^(64 · (words + 1)) modulo the product of each group: the factors that turn the result of `reduce` into
  /// residues.
  package func scales(words: Int) -> [UInt64] {
    moduli.map { modulus in
      (0...words).reduce(1 % modulus) { scale, _ in modulus.dividingFullWidth((scale, 0)).remainder }
    }
  }

  /// Turns the result of `reduce` into residues of the number.
  package func rescale(_ carries: inout [UInt64], by scales: [UInt64]) {
    for group in moduli.indices { carries[group] = rescaled(carries[group], group: group, by: scales[group]) }
  }

  @inline(__always)
  private func rescaled(_ carry: UInt64, group: Int, by scale: UInt64) -> UInt64 {
    let modulus = moduli[group]
    let product = carry.multipliedFullWidth(by: scale)
    let subtrahend = modulus.multipliedFullWidth(by: product.low &* inverses[group]).high
    let (difference, borrow) = product.high.subtractingReportingOverflow(subtrahend)
    let negative = borrow ? difference &+ modulus : difference
    return negative == 0 ? 0 : modulus &- negative
  }

  /// Returns a word modulo a prime.
  @inline(__always)
  func residue(_ word: UInt64, byPrimeAt index: Int) -> UInt32 {
    ResidueTable.residue(word, UInt64(primes[index]), reciprocals[index])
  }

  /// The estimated quotient is exact or one too small.
  @inline(__always)
  private static func residue(_ word: UInt64, _ prime: UInt64, _ reciprocal: UInt64) -> UInt32 {
    let rest = word &- word.multipliedFullWidth(by: reciprocal).high &* prime
    return UInt32(truncatingIfNeeded: min(rest, rest &- prime))
  }

  /// Computes the residues by the primes from the residues by the products. The unscaled result of `reduce` is sufficient
  /// to find zeros.
  package func split(_ groups: [UInt64], into residues: inout [UInt32]) {
    let (primes, reciprocals) = (primes, reciprocals)
    var residues = residues.mutableSpan
    precondition(primes.count == residues.count && reciprocals.count == residues.count)
    for group in moduli.indices {
      let word = groups[group]
      for index in starts[group]..<starts[group + 1] {
        residues[index] = ResidueTable.residue(word, UInt64(primes[index]), reciprocals[index])
      }
    }
  }

  /// Whether a trial prime divides the number with these residues.
  package func hasDivisor(_ residues: [UInt32]) -> Bool {
    let residues = residues.span.extracting(first: trialCount)
    for index in residues.indices where residues[index] == 0 { return true }
    return false
  }

  /// Returns the trial primes that divide the number with these residues, in ascending order.
  package func divisors(_ residues: [UInt32]) -> [UInt32] {
    (0..<trialCount).filter { residues[$0] == 0 }.map { primes[$0] }
  }
}
