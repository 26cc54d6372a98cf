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

  /// The maximum total length in bits of the moduli of one tree: 65,536 moduli of 2048 bits.
  package static let treeLimit = 1 << 27

  /// Returns, for each modulus N, the product of all other moduli modulo N, in as many words as N has.
  ///
  /// Moduli that exceed the limit are divided into several trees, one in memory at a time. The products of the other
  /// trees are reduced down each tree, so the time grows with the square of the number of trees.
  ///
  /// - Parameter moduli: distinct odd numbers greater than 1, without leading zero words.
  package func cofactors(_ moduli: [[UInt64]], treeLimit: Int = BatchGCD.treeLimit) -> [[UInt64]] {
    let groups = BatchGCD.groups(moduli, limit: treeLimit)
    guard groups.count > 1 else { return cofactors(inOneTree: moduli).cofactors }
    let products = groups.map { tree(Array(moduli[$0])).levels.last?.first ?? [1] }
    return groups.indices.flatMap { index in
      let group = Array(moduli[groups[index]])
      var (cofactors, levels) = cofactors(inOneTree: group)
      for other in products.indices where other != index {
        let residues = residues(of: products[other], levels, group)
        cofactors = group.indices.map { BatchGCD.product(cofactors[$0], residues[$0], modulo: group[$0]) }
      }
      return cofactors
    }
  }

  /// Ranges of moduli whose total length does not exceed the limit.
  private static func groups(_ moduli: [[UInt64]], limit: Int) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var (start, total) = (0, 0)
    for (index, modulus) in moduli.enumerated() {
      if index > start, total + 64 * modulus.count > limit {
        groups.append(start..<index)
        (start, total) = (index, 0)
      }
      total += 64 * modulus.count
    }
    return groups + [start..<moduli.count]
  }

  private func cofactors(inOneTree moduli: [[UInt64]]) -> (cofactors: [[UInt64]], levels: [[[UInt64]]]) {
    let (levels, sum) = tree(moduli)
    return (moduli.count > 1 ? residues(of: sum, levels, moduli) : moduli.map { _ in [1] }, levels)
  }

  /// The products of all levels of a tree, and the sum of product/N at its root.
  private func tree(_ moduli: [[UInt64]]) -> (levels: [[[UInt64]]], sum: [UInt64]) {
    var levels = [moduli]
    var sums: [[UInt64]] = moduli.map { _ in [1] }
    // Each level has half as many nodes as the one below it, rounded up.
    while let last = levels.last, last.count > 1 {
      levels.append(raise(last, &sums))
    }
    return (levels, sums.first ?? [0])
  }

  /// A number modulo each modulus of a tree.
  private func residues(of number: [UInt64], _ levels: [[[UInt64]]], _ moduli: [[UInt64]]) -> [[UInt64]] {
    var levels = levels
    guard let root = levels.popLast()?.first else { return [] }
    var fractions = [arithmetic.fraction(number, over: root, count: root.count + BatchGCD.guardWords)]
    while let level = levels.popLast() { fractions = lower(fractions, to: level) }
    return zip(fractions, moduli).map(BatchGCD.residue)
  }

  private static func product(_ left: [UInt64], _ right: [UInt64], modulo modulus: [UInt64]) -> [UInt64] {
    let product = BigNumber(littleEndian: left.span) * BigNumber(littleEndian: right.span)
    let residue = product.remainder(dividingBy: BigNumber(littleEndian: modulus.span))
    return residue?.littleEndianWords(count: modulus.count) ?? modulus.map { _ in 0 }
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
