// SPDX-License-Identifier: Apache-2.0

/// Arithmetic modulo 2^64 - 2^32 + 1, a prime whose shape makes reduction cheap and which has roots of unity of every
/// order up to 2^32. All values are below the prime.
enum PrimeField {
  static let prime: UInt64 = 0xFFFF_FFFF_0000_0001

  @inline(__always)
  static func add(_ left: UInt64, _ right: UInt64) -> UInt64 {
    subtract(left, prime &- right)
  }

  /// left - right for right up to the prime itself. In 128 bits, so that the borrow becomes a mask and not a branch.
  @inline(__always)
  static func subtract(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let difference = UInt128(left) &- UInt128(right)
    return UInt64(truncatingIfNeeded: difference) &+ (prime & UInt64(truncatingIfNeeded: difference >> 64))
  }

  /// 2^64 is 2^32 - 1 and 2^96 is -1 modulo the prime.
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

  /// A word below twice the prime to its residue.
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
