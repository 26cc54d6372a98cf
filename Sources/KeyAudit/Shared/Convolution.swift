// SPDX-License-Identifier: Apache-2.0

/// Cyclic convolution by number-theoretic transforms, for fast multiplication of long numbers (Pollard 1971).
///
/// The output of the forward transform and the input of the inverse transform are in bit-reversed order.
final class Convolution {
  /// For each k, the first half of the powers of a root of unity of order 2^k, and those of its inverse.
  private var roots: [[UInt64]] = []
  private var inverseRoots: [[UInt64]] = []
  /// Up to this size, the transform processes the array level by level. Larger arrays are halved recursively until they fit
  /// in the processor's cache.
  private static let flatLevels = 12

  /// Transforms 2^levels values in place.
  func forward(_ values: inout [UInt64], levels: Int) {
    prepare(levels)
    var span = values.mutableSpan
    forward(&span, at: 0, levels: levels)
  }

  /// Inverts the transform of 2^levels values in place, scaling included.
  func inverse(_ values: inout [UInt64], levels: Int) {
    prepare(levels)
    var span = values.mutableSpan
    inverse(&span, at: 0, levels: levels)
    let scale = PrimeField.power(1 << UInt64(levels), PrimeField.prime - 2)
    for index in span.indices { span[index] = PrimeField.multiply(span[index], scale) }
  }

  private func prepare(_ levels: Int) {
    for order in roots.count..<max(roots.count, levels + 1) {
      let root = PrimeField.power(7, (PrimeField.prime - 1) >> UInt64(order))
      roots.append(Convolution.powers(root, count: order == 0 ? 1 : 1 << (order - 1)))
      let inverse = PrimeField.power(root, PrimeField.prime - 2)
      inverseRoots.append(Convolution.powers(inverse, count: order == 0 ? 1 : 1 << (order - 1)))
    }
  }

  private static func powers(_ root: UInt64, count: Int) -> [UInt64] {
    var powers: [UInt64] = [1]
    powers.reserveCapacity(count)
    for index in 1..<max(count, 1) { powers.append(PrimeField.multiply(powers[index - 1], root)) }
    return powers
  }

  private func forward(_ values: inout MutableSpan<UInt64>, at start: Int, levels: Int) {
    guard levels > Convolution.flatLevels else {
      for level in stride(from: levels, to: 0, by: -1) {
        for block in 0..<1 << (levels - level) {
          Convolution.split(&values, at: start + block << level, half: 1 << (level - 1), roots[level])
        }
      }
      return
    }
    let half = 1 << (levels - 1)
    Convolution.split(&values, at: start, half: half, roots[levels])
    forward(&values, at: start, levels: levels - 1)
    forward(&values, at: start + half, levels: levels - 1)
  }

  private func inverse(_ values: inout MutableSpan<UInt64>, at start: Int, levels: Int) {
    guard levels > Convolution.flatLevels else {
      for level in stride(from: 1, through: levels, by: 1) {
        for block in 0..<1 << (levels - level) {
          Convolution.join(&values, at: start + block << level, half: 1 << (level - 1), inverseRoots[level])
        }
      }
      return
    }
    let half = 1 << (levels - 1)
    inverse(&values, at: start, levels: levels - 1)
    inverse(&values, at: start + half, levels: levels - 1)
    Convolution.join(&values, at: start, half: half, inverseRoots[levels])
  }

  /// Gentleman-Sande butterflies.
  private static func split(_ values: inout MutableSpan<UInt64>, at start: Int, half: Int, _ roots: [UInt64]) {
    precondition(roots.count == half && start >= 0 && start + 2 * half <= values.count)
    let roots = roots.span
    for index in 0..<half {
      let (left, right) = (values[start + index], values[start + half + index])
      values[start + index] = PrimeField.add(left, right)
      values[start + half + index] = PrimeField.multiply(PrimeField.subtract(left, right), roots[index])
    }
  }

  /// Cooley-Tukey butterflies.
  private static func join(_ values: inout MutableSpan<UInt64>, at start: Int, half: Int, _ roots: [UInt64]) {
    precondition(roots.count == half && start >= 0 && start + 2 * half <= values.count)
    let roots = roots.span
    for index in 0..<half {
      let left = values[start + index]
      let right = PrimeField.multiply(values[start + half + index], roots[index])
      values[start + index] = PrimeField.add(left, right)
      values[start + half + index] = PrimeField.subtract(left, right)
    }
  }
}

/// Arithmetic modulo the prime 2^64 - 2^32 + 1, which has cheap reduction and roots of unity of order 2^k up to 2^32. All
/// values are less than the prime.
enum PrimeField {
  static let prime: UInt64 = 0xFFFF_FFFF_0000_0001

  @inline(__always)
  static func add(_ left: UInt64, _ right: UInt64) -> UInt64 {
    subtract(left, prime &- right)
  }

  /// left - right, where right can be the prime itself. In 128 bits, so that the borrow becomes a mask, not a branch.
  @inline(__always)
  static func subtract(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let difference = UInt128(left) &- UInt128(right)
    return UInt64(truncatingIfNeeded: difference) &+ (prime & UInt64(truncatingIfNeeded: difference >> 64))
  }

  /// Uses 2^64 ≡ 2^32 - 1 and 2^96 ≡ -1 modulo the prime.
  @inline(__always)
  static func multiply(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    let difference = UInt128(product.low) &- UInt128(product.high >> 32)
    let low = UInt64(truncatingIfNeeded: difference) &- (UInt64(truncatingIfNeeded: difference >> 64) & 0xFFFF_FFFF)
    let middle = product.high & 0xFFFF_FFFF
    let sum = UInt128(low) &+ UInt128(middle << 32 &- middle)
    let folded = UInt64(truncatingIfNeeded: sum) &+ (UInt64(truncatingIfNeeded: sum >> 64) &* 0xFFFF_FFFF)
    return reduce(folded)
  }

  /// Reduces a word less than twice the prime.
  @inline(__always)
  private static func reduce(_ word: UInt64) -> UInt64 {
    let difference = UInt128(word) &- UInt128(prime)
    let isBelow = UInt64(truncatingIfNeeded: difference >> 64)
    return UInt64(truncatingIfNeeded: difference) &+ (prime & isBelow)
  }

  static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, square, rest) = (UInt64(1), base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = multiply(result, square) }
      square = multiply(square, square)
      rest >>= 1
    }
    return result
  }
}
