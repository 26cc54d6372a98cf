// SPDX-License-Identifier: Apache-2.0

/// Cyclic convolution by number-theoretic transforms: the fast way to multiply long numbers (Pollard 1971).
///
/// The forward transform leaves its results in bit-reversed order and the inverse takes them in that order.
final class Convolution {
  /// For each k the powers of a root of unity of order 2^k, half of them; for the inverse likewise.
  private var roots: [[UInt64]] = []
  private var inverseRoots: [[UInt64]] = []
  /// Below this the transform goes through its array level by level; above it halves it first, so that the halves fit
  /// the processor's cache.
  private static let flatLevels = 12

  /// Transforms 2^levels values in place.
  func forward(_ values: inout [UInt64], levels: Int) {
    prepare(levels)
    var span = values.mutableSpan
    forward(&span, at: 0, levels: levels)
  }

  /// Takes 2^levels values back, multiplied by nothing: the scale is part of it.
  func inverse(_ values: inout [UInt64], levels: Int) {
    prepare(levels)
    var span = values.mutableSpan
    inverse(&span, at: 0, levels: levels)
    let scale = PrimeField.power(1 << UInt64(levels), PrimeField.prime - 2)
    for index in span.indices { span[index] = PrimeField.multiply(span[index], scale) }
  }

  private func prepare(_ levels: Int) {
    while roots.count <= levels {
      let order = roots.count
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
