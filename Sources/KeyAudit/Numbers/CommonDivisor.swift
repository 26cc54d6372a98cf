// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// Greatest common divisors by division steps from the lowest bits up (Bernstein and Yang, Fast Constant-Time GCD
/// Computation, 2019). The steps take variable time, because the numbers are public.
///
/// The lowest words of both numbers determine 62 steps. These are then applied to the full numbers at once.
enum CommonDivisor {
  /// Returns the greatest common divisor of an odd number and another. All numbers are little-endian.
  static func greatest(odd: [UInt64], _ other: [UInt64]) -> [UInt64] {
    var pair = Pair(odd, other)
    var delta = Delta()
    while !pair.isDone { pair.apply(delta.steps(pair.lowest)) }
    return pair.divisor(words: odd.count)
  }

  /// The linear map of a run of steps; the products are then divided by 2^62.
  private struct Matrix {
    var (u, v): (Int64, Int64) = (1, 0)
    var (q, r): (Int64, Int64) = (0, 1)
  }

  /// The bound on the difference in length that decides when the numbers are exchanged.
  private struct Delta {
    private var eta = -1

    mutating func steps(_ lowest: (odd: UInt64, other: UInt64)) -> Matrix {
      var matrix = Matrix()
      var (odd, other) = lowest
      var left = Pair.limbBits
      while true {
        let zeros = (other | .max << UInt64(left)).trailingZeroBitCount
        other &>>= UInt64(zeros)
        matrix.u &<<= Int64(zeros)
        matrix.v &<<= Int64(zeros)
        eta -= zeros
        left -= zeros
        if left == 0 { return matrix }
        if eta < 0 {
          eta = -eta
          (odd, other) = (other, 0 &- odd)
          (matrix.u, matrix.q) = (matrix.q, 0 &- matrix.u)
          (matrix.v, matrix.r) = (matrix.r, 0 &- matrix.v)
        }
        // Eliminates as many bits as possible before the next exchange, limited to the precision of the inverse.
        let bits = min(eta + 1, left, 6)
        let inverse = odd &* (odd &* odd &- 2)
        let factor = (inverse &* other) & (1 << UInt64(bits) - 1)
        other &+= odd &* factor
        matrix.q &+= matrix.u &* Int64(factor)
        matrix.r &+= matrix.v &* Int64(factor)
      }
    }
  }

  /// Both numbers in limbs of 62 bits; the highest limb is signed.
  private struct Pair {
    static let limbBits = 62
    private static let mask = Int64(1) << 62 - 1
    private var odd: [Int64]
    private var other: [Int64]
    private var count: Int

    init(_ odd: [UInt64], _ other: [UInt64]) {
      count = (64 * max(odd.count, other.count) + 61) / 62
      self.odd = Pair.limbs(odd, count)
      self.other = Pair.limbs(other, count)
    }

    /// The lowest words, which determine a run of steps.
    var lowest: (odd: UInt64, other: UInt64) {
      (UInt64(truncatingIfNeeded: odd[0]), UInt64(truncatingIfNeeded: other[0]))
    }

    /// Whether the other number is zero, so that the odd number is the divisor.
    var isDone: Bool { (0..<count).allSatisfy { other[$0] == 0 } }

    /// Applies a run of steps to both numbers. A highest limb that is only a sign is removed.
    mutating func apply(_ matrix: Matrix) {
      Pair.apply(matrix, &odd, &other, count)
      let (highOdd, highOther) = (odd[count - 1], other[count - 1])
      if count > 1, (-1...0).contains(highOdd), (-1...0).contains(highOther) {
        odd[count - 2] |= highOdd << 62
        other[count - 2] |= highOther << 62
        count -= 1
      }
    }

    private static func apply(_ matrix: Matrix, _ odd: inout [Int64], _ other: inout [Int64], _ count: Int) {
      var odd = odd.mutableSpan
      var other = other.mutableSpan
      var oddSum: Int128 = 0
      var otherSum: Int128 = 0
      for place in 0..<count {
        let (f, g) = (Int128(odd[place]), Int128(other[place]))
        oddSum &+= Int128(matrix.u) &* f &+ Int128(matrix.v) &* g
        otherSum &+= Int128(matrix.q) &* f &+ Int128(matrix.r) &* g
        if place > 0 {
          odd[place - 1] = Int64(truncatingIfNeeded: oddSum) & Pair.mask
          other[place - 1] = Int64(truncatingIfNeeded: otherSum) & Pair.mask
        }
        oddSum &>>= 62
        otherSum &>>= 62
      }
      odd[count - 1] = Int64(truncatingIfNeeded: oddSum)
      other[count - 1] = Int64(truncatingIfNeeded: otherSum)
    }

    /// The absolute value of the odd number.
    func divisor(words: Int) -> [UInt64] {
      var carry: Int64 = 0
      let isNegative = odd[count - 1] < 0
      let limbs = odd.prefix(count).map { limb in
        let value = (isNegative ? -limb : limb) + carry
        carry = value >> 62
        return UInt64(value & Pair.mask)
      }
      return (0..<words).map { index in
        let (limb, offset) = (64 * index).quotientAndRemainder(dividingBy: 62)
        func piece(_ place: Int) -> UInt64 { place < limbs.count ? limbs[place] : 0 }
        return piece(limb) >> UInt64(offset) | piece(limb + 1) << UInt64(62 - offset)
      }
    }

    private static func limbs(_ words: [UInt64], _ count: Int) -> [Int64] {
      (0..<count).map { index in
        let (word, offset) = (62 * index).quotientAndRemainder(dividingBy: 64)
        func piece(_ place: Int) -> UInt64 { place < words.count ? words[place] : 0 }
        let value = piece(word) >> UInt64(offset) | (offset > 2 ? piece(word + 1) << UInt64(64 - offset) : 0)
        return Int64(value & UInt64(Pair.mask))
      }
    }
  }
}

/// An odd number prepared for greatest common divisors with much longer numbers.
package struct OddModulus {
  /// The number, little-endian, with a zero word at the top.
  private let words: [UInt64]
  /// -1/modulus modulo 2^64.
  private let negatedInverse: UInt64

  /// Creates a modulus from a magnitude; returns nil if it is even.
  package init?(bigEndian octets: Span<UInt8>) {
    guard let last = octets.indices.last, octets[last] & 1 == 1 else { return nil }
    var words: [UInt64] = []
    for index in 0...(octets.count + 7) / 8 { words.append(octets.word(index)) }
    self.words = words
    // An odd number is its own inverse modulo 8. Each step doubles the number of correct bits.
    let lowest = words[0]
    let inverse = (0..<5).reduce(lowest) { inverse, _ in inverse &* (2 &- lowest &* inverse) }
    negatedInverse = 0 &- inverse
  }

  /// Returns the greatest common divisor with a magnitude of any length, as little-endian words. For zero, that is the
  /// modulus.
  package func commonDivisor(bigEndian octets: Span<UInt8>) -> [UInt64] {
    CommonDivisor.greatest(odd: words, residue(octets))
  }

  /// Returns the number divided by a power of two, modulo the modulus: a number less than modulus + 2 with the same common
  /// divisors.
  ///
  /// Montgomery reduction starts at the lowest word and needs no quotient estimates. Each pass handles two words, whose
  /// carry chains are independent.
  private func residue(_ octets: Span<UInt8>) -> [UInt64] {
    var residue = [UInt64](repeating: 0, count: words.count)
    var rest = residue.mutableSpan
    let modulus = words.span
    let top = modulus.count - 1
    for index in stride(from: 0, to: (octets.count + 7) / 8, by: 2) {
      let (low, high) = (octets.word(index), octets.word(index + 1))
      let first = (rest[0] &+ low) &* negatedInverse
      var lower = first.product(modulus[0], rest[0], low)
      lower = first.product(modulus[1], rest[1], lower.high)
      let second = (lower.low &+ high) &* negatedInverse
      var upper = second.product(modulus[0], lower.low, high)
      for place in 2..<top + 1 {
        lower = first.product(modulus[place], rest[place], lower.high)
        upper = second.product(modulus[place - 1], lower.low, upper.high)
        rest[place - 2] = upper.low
      }
      let (sum, carry) = lower.high.addingReportingOverflow(upper.high)
      (rest[top], rest[top - 1]) = (carry ? 1 : 0, sum)
    }
    return residue
  }
}

extension UInt64 {
  /// The product plus two words, which fits two words.
  @inline(__always)
  fileprivate func product(_ factor: UInt64, _ first: UInt64, _ second: UInt64) -> (high: UInt64, low: UInt64) {
    let sum = UInt128(self) &* UInt128(factor) &+ UInt128(first) &+ UInt128(second)
    return (UInt64(truncatingIfNeeded: sum >> 64), UInt64(truncatingIfNeeded: sum))
  }
}
