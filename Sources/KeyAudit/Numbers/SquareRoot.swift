// SPDX-License-Identifier: Apache-2.0

/// The integer square root of a number of many words, computed one word of the root at a time (schoolbook method).
///
/// The arrays are reused from number to number. All words are little-endian.
package struct SquareRoot: Sendable {
  /// The root, rounded down, in the first `count` words.
  package private(set) var words: [UInt64]
  /// The number of words of the root.
  package private(set) var count = 0
  /// Whether the number is a square.
  package private(set) var isExact = false
  /// The number, from which the computation subtracts; finally the remainder.
  private var rest: [UInt64]
  /// Twice the root so far, with a top word of one.
  private var double: [UInt64]
  /// The top word of the divisor for estimates, and its reciprocal: (2^128 - 1) / divisor - 2^64.
  private var divisor: UInt64 = 1 << 63
  private var reciprocal: UInt64 = 0

  /// Allocates storage for numbers of up to `capacity` words.
  package init(capacity: Int) {
    words = Array(repeating: 0, count: capacity / 2 + 1)
    rest = Array(repeating: 0, count: capacity + 3)
    double = Array(repeating: 0, count: capacity / 2 + 2)
  }

  /// Computes the root of a number whose top word is not zero.
  package mutating func compute(of number: [UInt64], count wordCount: Int) {
    let shift = normalise(number, wordCount)
    double[count] = 1
    startWithTopWord()
    for known in 1..<max(count, 1) { nextWord(known) }
    isExact = rest.allSatisfy(count: count + 1) { $0 == 0 }
    for index in 0..<count {
      words[index] = double[index] >> 1 | double[index + 1] << 63
    }
    guard shift > 0 else { return }
    for index in 0..<count {
      let upper = index + 1 < count ? words[index + 1] : 0
      words[index] = words[index] >> UInt64(shift) | upper << UInt64(64 - shift)
    }
  }

  /// Copies the number, shifted left so that it has an even number of words and at least one of the top two bits set.
  ///
  /// Returns half the shift in bits.
  private mutating func normalise(_ number: [UInt64], _ wordCount: Int) -> Int {
    count = (wordCount + 1) / 2
    let padding = 2 * count - wordCount
    let shift = (padding * 64 + number[wordCount - 1].leadingZeroBitCount) / 2
    let bits = UInt64(2 * shift - 64 * padding)
    for index in 0..<padding { rest[index] = 0 }
    for index in 0..<wordCount {
      let lower = index > 0 && bits > 0 ? number[index - 1] >> (64 - bits) : 0
      rest[index + padding] = number[index] << bits | lower
    }
    rest[2 * count] = 0
    return shift
  }

  /// Computes the top word of the root from the top two words of the number.
  private mutating func startWithTopWord() {
    let top = UInt128(rest[2 * count - 1]) << 64 | UInt128(rest[2 * count - 2])
    let estimate = (Double(rest[2 * count - 1]) * 0x1p64).squareRoot()
    var root = estimate >= 0x1p64 ? UInt128(UInt64.max) : UInt128(estimate)
    root = min((root + top / root) / 2, UInt128(UInt64.max))
    while root * root > top { root -= 1 }
    while root < UInt128(UInt64.max), (root + 1) * (root + 1) <= top { root += 1 }
    let left = top - root * root
    rest[2 * count - 2] = UInt64(truncatingIfNeeded: left)
    rest[2 * count - 1] = UInt64(truncatingIfNeeded: left >> 64)
    double[count - 1] = UInt64(truncatingIfNeeded: root << 1)
    divisor = 1 << 63 | double[count - 1] >> 1
    reciprocal = divisor.dividingFullWidth((~divisor, UInt64.max)).quotient
  }

  /// Finds the next word q after `known` words: the largest for which (2·root·2^64 + q)·q does not exceed the remainder.
  private mutating func nextWord(_ known: Int) {
    let low = 2 * (count - known) - 2
    let digit = count - known - 1
    var word = estimate(low: low, known: known)
    double[digit] = word
    var isNegative = SquareRoot.subtract(double, at: digit, times: word, count: known + 2, from: &rest, at: low)
    while isNegative {
      word -= 1
      isNegative = !addBack(word, low: low, digit: digit, known: known)
    }
    double[digit] = word << 1
    if word >> 63 == 1 { double[digit + 1] |= 1 }
  }

  /// Subtracts a multiple of `count` words; returns whether the difference is negative.
  private static func subtract(
    _ factor: [UInt64], at digit: Int, times word: UInt64, count: Int, from rest: inout [UInt64], at low: Int
  ) -> Bool {
    let source = factor.span.extracting(digit..<digit + count)
    var target = rest.mutableSpan
    precondition(low >= 0 && low + count < target.count)
    var borrow: UInt64 = 0
    for index in 0..<count {
      // In 128 bits, because a Boolean carry would become an unpredictable branch.
      let product = source[index].multipliedFullWidth(by: word)
      let sum = (UInt128(product.high) << 64 | UInt128(product.low)) &+ UInt128(borrow)
      let difference = UInt128(target[low + index]) &- sum
      target[low + index] = UInt64(truncatingIfNeeded: difference)
      borrow = 0 &- UInt64(truncatingIfNeeded: difference >> 64)
    }
    let (top, underflow) = target[low + count].subtractingReportingOverflow(borrow)
    target[low + count] = top
    return underflow
  }

  /// Adds 2·root·2^64 + 2·word + 1 to correct a word that was one too large; returns whether the remainder is positive.
  private mutating func addBack(_ word: UInt64, low: Int, digit: Int, known: Int) -> Bool {
    double[digit] = word << 1 | 1
    var carry: UInt64 = 0
    for index in 0...known + 1 {
      let lifted = double[digit + index] | (index == 1 ? word >> 63 : 0)
      let (partial, first) = rest[low + index].addingReportingOverflow(lifted)
      let (sum, second) = partial.addingReportingOverflow(carry)
      rest[low + index] = sum
      carry = (first ? 1 : 0) &+ (second ? 1 : 0)
    }
    let (top, overflow) = rest[low + known + 2].addingReportingOverflow(carry)
    rest[low + known + 2] = top
    return overflow
  }

  /// Divides the three top words of the remainder by the two top words of twice the root. The result is never less than the
  /// next word of the root and rarely greater (Knuth, TAOCP 2, §4.3.1).
  private func estimate(low: Int, known: Int) -> UInt64 {
    let top = low + known + 2
    let second = known > 1 ? double[count - 2] : 0
    let divisorLow = double[count - 1] << 63 | second >> 1
    let high = rest[top] << 63 | rest[top - 1] >> 1
    let middle = rest[top - 1] << 63 | rest[top - 2] >> 1
    let lower = rest[top - 2] << 63 | rest[top - 3] >> 1
    guard high < divisor else { return UInt64.max }
    var (quotient, remainder) = divide(high, middle)
    while true {
      let product = quotient.multipliedFullWidth(by: divisorLow)
      guard product.high > remainder || product.high == remainder && product.low > lower else { return quotient }
      quotient -= 1
      let (next, overflow) = remainder.addingReportingOverflow(divisor)
      if overflow { return quotient }
      remainder = next
    }
  }
}

extension SquareRoot {
  /// Divides two words, of which the upper one is less than the divisor (Möller and Granlund, Improved Division by Invariant
  /// Integers, 2011, algorithm 4).
  private func divide(_ high: UInt64, _ low: UInt64) -> (quotient: UInt64, remainder: UInt64) {
    let product = reciprocal.multipliedFullWidth(by: high)
    let (fraction, carry) = product.low.addingReportingOverflow(low)
    var quotient = product.high &+ high &+ (carry ? 2 : 1)
    var remainder = low &- quotient &* divisor
    if remainder > fraction {
      quotient &-= 1
      remainder &+= divisor
    }
    if remainder >= divisor {
      quotient &+= 1
      remainder &-= divisor
    }
    return (quotient, remainder)
  }
}

extension [UInt64] {
  /// Whether the first `count` words all satisfy a condition.
  fileprivate func allSatisfy(count: Int, _ condition: (UInt64) -> Bool) -> Bool {
    for index in 0..<count where !condition(self[index]) { return false }
    return true
  }
}
