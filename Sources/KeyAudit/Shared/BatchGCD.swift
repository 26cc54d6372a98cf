// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Greatest common divisors of each of many moduli with the product of all others (Bernstein, How to Find the Coprimes
/// of an Integer's Factors; Heninger et al. 2012), in time that grows little faster than their number.
///
/// Going up, each node of a tree holds the product m of its moduli and the sum s of m/N over them; at the root s/m, the
/// sum of all 1/N, is taken as a binary fraction. Going down, a node's fraction is its parent's times its sibling's
/// product, without the whole part: at a leaf it is (product of all others) / N modulo 1. There is one division in all.
package struct BatchGCD {
  private let arithmetic = LongArithmetic()
  /// Words of a fraction beyond those of its node, which take up the errors of all levels.
  private static let guardWords = 1

  package init() {}

  /// The product of all other moduli modulo each, in its own number of words.
  ///
  /// - Parameter moduli: odd, different from each other and above 1, without zero words at their tops.
  package func cofactors(_ moduli: [[UInt64]]) -> [[UInt64]] {
    guard moduli.count > 1 else { return moduli.map { _ in [1] } }
    var levels = [moduli]
    var sums: [[UInt64]] = moduli.map { _ in [1] }
    while let last = levels.last, last.count > 1 {
      levels.append(raise(last, &sums))
    }
    guard let root = levels.last?.first, let sum = sums.first else { return [] }
    var fractions = [arithmetic.fraction(sum, over: root, count: root.count + BatchGCD.guardWords)]
    levels.removeLast()
    while let level = levels.popLast() { fractions = lower(fractions, to: level) }
    return zip(fractions, moduli).map(BatchGCD.residue)
  }

  /// The next level of products, with its sums; a last node without a sibling goes up as it is.
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

  /// The fractions of a level from those above it.
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

  /// fraction·modulus, rounded to the nearest number.
  private static func residue(_ fraction: [UInt64], _ modulus: [UInt64]) -> [UInt64] {
    let product = LongArithmetic.schoolbook(fraction, modulus)
    let whole = Array(product[fraction.count...])
    let isNearAbove = product[fraction.count - 1] >> 63 == 1
    let rounded = isNearAbove ? LongArithmetic.resized(LongArithmetic.add(whole, [1]), to: whole.count) : whole
    return rounded == modulus ? Array(repeating: 0, count: modulus.count) : rounded
  }
}
