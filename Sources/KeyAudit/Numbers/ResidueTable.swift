// SPDX-License-Identifier: Apache-2.0

/// Odd primes in groups whose product fits a word, so that one pass over a number serves a whole group.
///
/// A pass is Montgomery's reduction one word at a time: two multiplications a word and a group, no division.
package struct ResidueTable: Sendable {
  /// The odd primes in ascending order.
  package let primes: [UInt32]
  /// The first prime of each group, and one past the last prime.
  let starts: [Int]
  /// The product of each group's primes.
  package let moduli: [UInt64]
  /// The inverse of each product modulo 2^64.
  let inverses: [UInt64]
  /// The inverse of each prime modulo 2^64, and the largest word that it divides into a whole number of times.
  private let divisors: [(inverse: UInt64, limit: UInt64)]

  /// The primes below 752 (SP 800-89 §5.3.3, Baseline Requirements 6.1.6).
  package static let standard = ResidueTable(below: 752)
  /// The primes up to 65,537.
  package static let deep = ResidueTable(below: 65_538)

  private init(below limit: Int) {
    primes = ResidueTable.oddPrimes(below: limit)
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
    starts.append(primes.count)
    self.starts = starts
    self.moduli = moduli
    inverses = moduli.map(ResidueTable.inverse)
    divisors = primes.map { (ResidueTable.inverse(UInt64($0)), UInt64.max / UInt64($0)) }
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

  /// The inverse of an odd word modulo 2^64: each step doubles the number of right bits.
  static func inverse(_ odd: UInt64) -> UInt64 {
    var inverse = odd
    for _ in 0..<5 { inverse &*= 2 &- odd &* inverse }
    return inverse
  }

  /// For each group a word `c` with number ≡ -c · 2^(64 · words) modulo the group's product.
  @inline(__always)
  package func reduce(_ words: [UInt64], count wordsCount: Int, into carries: inout [UInt64]) {
    let count = moduli.count
    let moduli = moduli.span
    let inverses = inverses.span.extracting(first: count)
    let words = words.span.extracting(first: wordsCount)
    var carries = carries.mutableSpan
    precondition(carries.count == count)
    for group in 0..<count { carries[group] = 0 }
    for position in words.indices {
      let word = words[position]
      for group in 0..<count {
        // The upper half of the difference is zero or, where it borrows, minus one.
        let difference = UInt128(word) &- UInt128(carries[group])
        let quotient = UInt64(truncatingIfNeeded: difference) &* inverses[group]
        let high = moduli[group].multipliedFullWidth(by: quotient).high
        carries[group] = high &- UInt64(truncatingIfNeeded: difference >> 64)
      }
    }
  }

  /// For each group 2^(64 · (words + 1)) modulo its product: what takes a word of `reduce` to the residue.
  package func scales(words: Int) -> [UInt64] {
    moduli.map { modulus in
      (0...words).reduce(1 % modulus) { scale, _ in modulus.dividingFullWidth((scale, 0)).remainder }
    }
  }

  /// Turns the words of `reduce` into residues of the number.
  @inline(__always)
  package func rescale(_ carries: inout [UInt64], by scales: [UInt64]) {
    let count = moduli.count
    precondition(inverses.count == count && carries.count == count && scales.count == count)
    for group in 0..<count {
      let modulus = moduli[group]
      let product = carries[group].multipliedFullWidth(by: scales[group])
      let subtrahend = modulus.multipliedFullWidth(by: product.low &* inverses[group]).high
      let (difference, borrow) = product.high.subtractingReportingOverflow(subtrahend)
      let negative = borrow ? difference &+ modulus : difference
      carries[group] = negative == 0 ? 0 : modulus &- negative
    }
  }

  /// The position of the first prime, from `start` on, that divides the number with these residues or carries.
  @inline(__always)
  package func firstDivisor(of carries: [UInt64], from start: Int = 0) -> Int? {
    for group in 0..<moduli.count where starts[group + 1] > start {
      let carry = carries[group]
      for index in max(start, starts[group])..<starts[group + 1] {
        let divisor = divisors[index]
        if carry &* divisor.inverse <= divisor.limit { return index }
      }
    }
    return nil
  }

  /// The position of a prime and its group.
  func locate(_ prime: UInt32) -> (index: Int, group: Int)? {
    guard let index = primes.firstIndex(of: prime), let group = starts.firstIndex(where: { $0 > index }) else {
      return nil
    }
    return (index, group - 1)
  }
}
