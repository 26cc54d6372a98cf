// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Products and quotients of little-endian numbers of up to millions of words, as a tree of thousands of moduli needs.
///
/// At that length, OpenSSL's multiplication takes four times as long, and its division is quadratic.
package final class LongArithmetic {
  private let convolution = Convolution()
  /// Up to this length of the shorter factor in words, schoolbook multiplication is faster.
  private static let shortFactor = 160

  package init() {}

  /// Returns the product, in `left.count + right.count` words.
  package func multiply(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    guard min(left.count, right.count) > LongArithmetic.shortFactor else {
      return LongArithmetic.schoolbook(left, right)
    }
    let shape = Shape(bits: 64 * (left.count + right.count), sums: 1)
    var values = transform(left, shape)
    LongArithmetic.scale(&values, by: transform(right, shape))
    return collect(&values, shape, count: left.count + right.count)
  }

  /// Returns left·right and a·right + b·left, which share the transforms of left and right.
  package func combine(
    _ left: [UInt64], _ a: [UInt64], _ right: [UInt64], _ b: [UInt64]
  ) -> (product: [UInt64], sum: [UInt64]) {
    let count = left.count + right.count
    guard min(left.count, right.count) > LongArithmetic.shortFactor else {
      let sum = LongArithmetic.add(LongArithmetic.schoolbook(a, right), LongArithmetic.schoolbook(b, left))
      return (LongArithmetic.schoolbook(left, right), LongArithmetic.resized(sum, to: count))
    }
    let shape = Shape(bits: 64 * count, sums: 2)
    var (first, second) = (transform(left, shape), transform(right, shape))
    var sum = transform(a, shape)
    LongArithmetic.scale(&sum, by: second)
    LongArithmetic.scale(&second, by: first)
    LongArithmetic.scale(&first, by: transform(b, shape))
    for index in sum.indices { sum[index] = PrimeField.add(sum[index], first[index]) }
    return (collect(&second, shape, count: count), collect(&sum, shape, count: count))
  }

  /// Returns fraction·factor modulo 1 for each factor, rounded down to `count` words. All words of a fraction are after
  /// the binary point. The last word can be off by one.
  package func fractions(of fraction: [UInt64], times factors: [([UInt64], count: Int)]) -> [[UInt64]] {
    let isShort = factors.contains { $0.0.count <= LongArithmetic.shortFactor }
    guard !isShort else {
      return factors.map { factor, count in
        Array(LongArithmetic.schoolbook(fraction, factor)[fraction.count - count..<fraction.count])
      }
    }
    // The integer part wraps around into the low words, which are dropped.
    let shape = Shape(bits: 64 * (fraction.count + 2), sums: 2)
    let spectrum = transform(fraction, shape)
    return factors.map { factor, count in
      var values = transform(factor, shape)
      LongArithmetic.scale(&values, by: spectrum)
      return Array(collect(&values, shape, count: fraction.count)[fraction.count - count..<fraction.count])
    }
  }

  /// The number and length of the digits of a convolution.
  private struct Shape {
    let levels: Int
    let digitBits: Int

    /// Chooses the smallest power of two of digits that together have `bits` bits, such that `sums` products of equal length
    /// can be added without overflow. A value is a sum of up to half as many products as there are digits.
    init(bits: Int, sums: Int) {
      // The bits of a product of two digits, plus the bits of the number of products: 63 or, for one sum, 64.
      let room = sums == 1 ? 64 : 63
      // The field has no roots of unity of a higher order than 2^32.
      levels = (1..<32).first { ((room - $0) / 2) << $0 >= bits } ?? 32
      digitBits = (room - levels) / 2
    }
  }

  private func transform(_ words: [UInt64], _ shape: Shape) -> [UInt64] {
    var values = [UInt64](repeating: 0, count: 1 << shape.levels)
    let mask: UInt64 = 1 << UInt64(shape.digitBits) - 1
    let digits = (words.count * 64 + shape.digitBits - 1) / shape.digitBits
    for digit in 0..<digits {
      let (index, offset) = (digit * shape.digitBits).quotientAndRemainder(dividingBy: 64)
      var value = words[index] >> UInt64(offset)
      if offset + shape.digitBits > 64, index + 1 < words.count { value |= words[index + 1] << UInt64(64 - offset) }
      values[digit] = value & mask
    }
    convolution.forward(&values, levels: shape.levels)
    return values
  }

  private static func scale(_ values: inout [UInt64], by factors: [UInt64]) {
    for index in values.indices { values[index] = PrimeField.multiply(values[index], factors[index]) }
  }

  /// Inverts the transform and propagates the carries from digit to digit.
  private func collect(_ values: inout [UInt64], _ shape: Shape, count: Int) -> [UInt64] {
    convolution.inverse(&values, levels: shape.levels)
    var words = [UInt64](repeating: 0, count: count)
    let mask = UInt128(1) << UInt128(shape.digitBits) - 1
    var carry: UInt128 = 0
    var position = 0
    for value in values {
      let (index, offset) = position.quotientAndRemainder(dividingBy: 64)
      guard index < count else { break }
      carry += UInt128(value)
      let digit = UInt64(truncatingIfNeeded: carry & mask)
      words[index] |= digit << UInt64(offset)
      if offset + shape.digitBits > 64, index + 1 < count { words[index + 1] |= digit >> UInt64(64 - offset) }
      carry >>= UInt128(shape.digitBits)
      position += shape.digitBits
    }
    return words
  }
}

/// Sums, schoolbook products, and quotients by Newton's method.
extension LongArithmetic {
  /// Multiplies each word of one number by each word of the other.
  static func schoolbook(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    var product = [UInt64](repeating: 0, count: left.count + right.count)
    var target = product.mutableSpan
    let (left, right) = (left.span, right.span)
    for row in left.indices {
      let factor = left[row]
      var carry: UInt64 = 0
      for column in right.indices {
        let (high, low) = factor.multipliedFullWidth(by: right[column])
        let sum = (UInt128(high) << 64 | UInt128(low)) &+ UInt128(carry) &+ UInt128(target[row + column])
        target[row + column] = UInt64(truncatingIfNeeded: sum)
        carry = UInt64(truncatingIfNeeded: sum >> 64)
      }
      target[row + right.count] = carry
    }
    return product
  }

  /// Returns the sum, in one more word than the longer number.
  static func add(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    let count = max(left.count, right.count) + 1
    var sum = resized(left, to: count)
    var carry: UInt64 = 0
    for index in 0..<count {
      let total = UInt128(sum[index]) + UInt128(index < right.count ? right[index] : 0) + UInt128(carry)
      sum[index] = UInt64(truncatingIfNeeded: total)
      carry = UInt64(truncatingIfNeeded: total >> 64)
    }
    return sum
  }

  /// Returns left - right modulo 2^(64·words of left), and whether the difference is negative.
  static func subtract(_ left: [UInt64], _ right: [UInt64]) -> (difference: [UInt64], isNegative: Bool) {
    var difference = left
    var borrow: UInt64 = 0
    for index in left.indices {
      let total = UInt128(left[index]) &- UInt128(index < right.count ? right[index] : 0) &- UInt128(borrow)
      difference[index] = UInt64(truncatingIfNeeded: total)
      borrow = 0 &- UInt64(truncatingIfNeeded: total >> 64)
    }
    return (difference, borrow != 0)
  }

  /// Truncates or zero-extends a number to `count` words.
  static func resized(_ words: [UInt64], to count: Int) -> [UInt64] {
    words.count >= count ? Array(words.prefix(count)) : words + Array(repeating: 0, count: count - words.count)
  }

  /// Removes leading zero words; zero has one word.
  static func trimmed(_ words: [UInt64]) -> [UInt64] {
    Array(words.prefix((words.lastIndex { $0 != 0 } ?? 0) + 1))
  }

  /// Returns numerator/denominator modulo 1 in `count` words after the binary point. The last words are approximate.
  package func fraction(_ numerator: [UInt64], over denominator: [UInt64], count: Int) -> [UInt64] {
    let shift = denominator[denominator.count - 1].leadingZeroBitCount
    // A longer numerator has an integer part, which takes as many words of the precision.
    let length = max(numerator.count, denominator.count)
    let lower = [UInt64](repeating: 0, count: max(0, count - denominator.count) + length - denominator.count)
    let divisor = lower + LongArithmetic.shifted(denominator, by: shift)
    let dividend = lower + LongArithmetic.shifted(LongArithmetic.resized(numerator, to: length + 1), by: shift)
    let quotient = multiply(dividend, reciprocal(divisor))
    return Array(quotient[2 * divisor.count - count..<2 * divisor.count])
  }

  /// Returns 2^(128·n) divided by a number of n words whose top bit is set, in n + 1 words, accurate to a few units.
  ///
  /// Newton's method: from the reciprocal x of the upper half, x + x·(1 - x·number) has twice as many correct words.
  func reciprocal(_ number: [UInt64]) -> [UInt64] {
    let count = number.count
    guard count > LongArithmetic.shortNumber else { return LongArithmetic.shortReciprocal(number) }
    let half = count / 2 + 1
    var upper = reciprocal(Array(number.suffix(half)))
    // 2^(64·(count + half)) - x·number. If x is too large, it is by a few units only.
    var power = [UInt64](repeating: 0, count: count + half + 1)
    power[count + half] = 1
    var (rest, isNegative) = LongArithmetic.subtract(power, multiply(upper, number))
    while isNegative {
      upper = LongArithmetic.subtract(upper, [1]).difference
      rest = LongArithmetic.add(rest, number)
      isNegative = rest.removeLast() == 0
    }
    let product = multiply(upper, LongArithmetic.trimmed(rest))
    let correction = product.count > 2 * half ? Array(product[(2 * half)...]) : [0]
    let lifted = [UInt64](repeating: 0, count: count - half) + upper
    return LongArithmetic.resized(LongArithmetic.add(lifted, correction), to: count + 1)
  }

  private static let shortNumber = 8

  private static func shortReciprocal(_ number: [UInt64]) -> [UInt64] {
    let power = BigNumber(1).shiftedLeft(by: 128 * number.count)
    let quotient = power.quotient(dividingBy: BigNumber(littleEndian: number.span))
    return quotient?.littleEndianWords(count: number.count + 1) ?? []
  }

  private static func shifted(_ words: [UInt64], by bits: Int) -> [UInt64] {
    guard bits > 0 else { return words }
    return words.indices.map { index in
      words[index] << UInt64(bits) | (index > 0 ? words[index - 1] >> UInt64(64 - bits) : 0)
    }
  }
}
