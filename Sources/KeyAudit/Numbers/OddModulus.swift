// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// An odd number that long numbers are compared with for common divisors.
package struct OddModulus {
  /// Little-endian, below a word of zero.
  private let words: [UInt64]
  /// -1 divided by the modulus, modulo 2^64.
  private let negatedInverse: UInt64

  /// Takes a magnitude; nil for an even one.
  package init?(bigEndian octets: Span<UInt8>) {
    guard let last = octets.indices.last, octets[last] & 1 == 1 else { return nil }
    var words: [UInt64] = []
    for index in 0...(octets.count + 7) / 8 { words.append(octets.word(index)) }
    self.words = words
    // Each step doubles the bits that are right, of which an odd number has three as an inverse of itself.
    let lowest = words[0]
    let inverse = (0..<5).reduce(lowest) { inverse, _ in inverse &* (2 &- lowest &* inverse) }
    negatedInverse = 0 &- inverse
  }

  /// The greatest common divisor with a magnitude of any length, as little-endian words: the modulus for zero.
  package func commonDivisor(bigEndian octets: Span<UInt8>) -> [UInt64] {
    CommonDivisor.greatest(odd: words, residue(octets))
  }

  /// A number below the modulus + 2 that has the same divisors in common with it: the octets' number divided by a power
  /// of two modulo the modulus.
  ///
  /// Division from the lowest word up (Montgomery) needs no estimates. Two words go in one pass, whose two chains of
  /// carries do not wait for each other.
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
  /// The product plus two words, which never overflows two words.
  @inline(__always)
  fileprivate func product(_ factor: UInt64, _ first: UInt64, _ second: UInt64) -> (high: UInt64, low: UInt64) {
    let sum = UInt128(self) &* UInt128(factor) &+ UInt128(first) &+ UInt128(second)
    return (UInt64(truncatingIfNeeded: sum >> 64), UInt64(truncatingIfNeeded: sum))
  }
}
