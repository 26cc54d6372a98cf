// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Word by word: sums, short products, quotients by Newton's method.
extension LongArithmetic {
  /// The product, each word of one with each of the other.
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

  /// The sum, one word longer than the longer number.
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

  /// left - right modulo 2^(64·words of left), and whether it went below zero.
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

  /// The lowest words, with zeros above where there are fewer.
  static func resized(_ words: [UInt64], to count: Int) -> [UInt64] {
    words.count >= count ? Array(words.prefix(count)) : words + Array(repeating: 0, count: count - words.count)
  }

  /// The number without zero words at its top; zero has one word.
  static func trimmed(_ words: [UInt64]) -> [UInt64] {
    Array(words.prefix((words.lastIndex { $0 != 0 } ?? 0) + 1))
  }

  /// numerator/denominator as a fraction of `count` words behind the point, for a numerator below the denominator. The
  /// last words can be off by a little.
  package func fraction(_ numerator: [UInt64], over denominator: [UInt64], count: Int) -> [UInt64] {
    let shift = denominator[denominator.count - 1].leadingZeroBitCount
    let lower = [UInt64](repeating: 0, count: max(0, count - denominator.count))
    let divisor = lower + LongArithmetic.shifted(denominator, by: shift)
    let dividend = lower + LongArithmetic.shifted(LongArithmetic.resized(numerator, to: denominator.count), by: shift)
    let quotient = multiply(dividend, reciprocal(divisor))
    return Array(quotient[2 * divisor.count - count..<2 * divisor.count])
  }

  /// 2^(128·n) over a number of n words whose top bit is set, in n + 1 words, to a few units.
  ///
  /// From the reciprocal x of the upper half follows the whole one as x + x·(1 - x·number), with twice as many right
  /// words.
  func reciprocal(_ number: [UInt64]) -> [UInt64] {
    let count = number.count
    guard count > LongArithmetic.shortNumber else { return LongArithmetic.shortReciprocal(number) }
    let half = count / 2 + 1
    var upper = reciprocal(Array(number.suffix(half)))
    // What is missing to 2^(64·(count + half)); where x is too large, a few units are taken from it.
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
