// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Greatest common divisors of each of many moduli with the product of all others (Bernstein, How to Find the Coprimes
/// of an Integer's Factors; Heninger et al. 2012), in quasilinear time.
///
/// On the way up the tree, each node gets the product m of its moduli and the sum s of m/N over them. At the root, s/m,
/// the sum of all 1/N, is computed as a binary fraction. On the way down, the fraction of a node is the fraction of its
/// parent times the product of its sibling, modulo 1. At a leaf, it is (product of all others) / N modulo 1. This needs
/// only one division.
package struct BatchGCD {
  private let arithmetic = LongArithmetic()
  /// The number of extra words of a fraction, which absorb the rounding errors of all levels.
  private static let guardWords = 1

  package init() {}

  /// Returns, for each modulus N, the product of all other moduli modulo N, in as many words as N has.
  ///
  /// - Parameter moduli: distinct odd numbers greater than 1, without leading zero words.
  package func cofactors(_ moduli: [[UInt64]]) -> [[UInt64]] {
    guard moduli.count > 1 else { return moduli.map { _ in [1] } }
    var levels = [moduli]
    var sums: [[UInt64]] = moduli.map { _ in [1] }
    // Each level has half as many nodes as the one below it, rounded up.
    while let last = levels.last, last.count > 1 {
      levels.append(raise(last, &sums))
    }
    guard let root = levels.last?.first, let sum = sums.first else { return [] }
    var fractions = [arithmetic.fraction(sum, over: root, count: root.count + BatchGCD.guardWords)]
    levels.removeLast()
    while let level = levels.popLast() { fractions = lower(fractions, to: level) }
    return zip(fractions, moduli).map(BatchGCD.residue)
  }

  /// Computes the next level of products and sums. A last node without a sibling is copied.
  private func raise(_ products: [[UInt64]], _ sums: inout [[UInt64]]) -> [[UInt64]] {
    var (upperProducts, upperSums): ([[UInt64]], [[UInt64]]) = ([], [])
    for index in stride(from: 0, to: products.count - 1, by: 2) {
      let (product, sum) = arithmetic.combine(
        products[index], sums[index], products[index + 1], sums[index + 1])
      upperProducts.append(LongArithmetic.trimmed(product))
      upperSums.append(LongArithmetic.trimmed(sum))
    }
    if products.count % 2 == 1, let product = products.last, let sum = sums.last {
      upperProducts.append(product)
      upperSums.append(sum)
    }
    sums = upperSums
    return upperProducts
  }

  /// Computes the fractions of a level from those of the level above.
  private func lower(_ fractions: [[UInt64]], to products: [[UInt64]]) -> [[UInt64]] {
    var lower: [[UInt64]] = []
    for (index, fraction) in fractions.enumerated() {
      guard 2 * index + 1 < products.count else {
        lower.append(fraction)
        continue
      }
      let (left, right) = (products[2 * index], products[2 * index + 1])
      lower += arithmetic.fractions(
        of: fraction,
        times: [
          (right, count: left.count + BatchGCD.guardWords), (left, count: right.count + BatchGCD.guardWords),
        ])
    }
    return lower
  }

  /// fraction·modulus, rounded to the nearest integer.
  private static func residue(_ fraction: [UInt64], _ modulus: [UInt64]) -> [UInt64] {
    let product = LongArithmetic.schoolbook(fraction, modulus)
    let integer = Array(product[fraction.count...])
    let roundsUp = product[fraction.count - 1] >> 63 == 1
    let rounded = roundsUp ? LongArithmetic.resized(LongArithmetic.add(integer, [1]), to: integer.count) : integer
    return rounded == modulus ? Array(repeating: 0, count: modulus.count) : rounded
  }
}
