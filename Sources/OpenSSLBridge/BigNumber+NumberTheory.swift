// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Divisors, powers, roots and primality.
extension BigNumber {
  /// The greatest common divisor; the other number if one is zero.
  package func greatestCommonDivisor(_ other: borrowing BigNumber) -> BigNumber {
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_gcd(result.pointer, pointer, other.pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// Whether the number is coprime to an odd modulus above 1.
  ///
  /// Computing the inverse is five times as fast as OpenSSL's greatest common divisor, which runs in constant time.
  package func isCoprime(toOdd modulus: borrowing BigNumber) -> Bool {
    let result = BigNumber()
    let context = BigNumberContext()
    let inverse = unsafe BN_mod_inverse(result.pointer, pointer, modulus.pointer, context.pointer)
    if unsafe inverse == nil { ERR_clear_error() }
    return unsafe inverse != nil
  }

  /// The inverse modulo `modulus`, or nil if it does not exist.
  package func inverse(modulo modulus: borrowing BigNumber) -> BigNumber? {
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_mod_inverse(result.pointer, pointer, modulus.pointer, context.pointer) != nil else {
      ERR_clear_error()
      return nil
    }
    return result
  }

  /// The number to the power of `exponent` modulo an odd modulus; nil for an even or zero modulus.
  package func power(_ exponent: borrowing BigNumber, modulo modulus: borrowing BigNumber) -> BigNumber? {
    guard modulus.isOdd else { return nil }
    let result = BigNumber()
    let context = BigNumberContext()
    guard
      unsafe BN_mod_exp_mont(result.pointer, pointer, exponent.pointer, modulus.pointer, context.pointer, nil) == 1
    else {
      ERR_clear_error()
      return nil
    }
    return result
  }

  /// Whether 2^(n-1) is 1 modulo the number n: true for every odd prime and for very few composite numbers.
  package var isProbablePrimeToBaseTwo: Bool {
    guard isOdd, !isOne, !isNegative else { return false }
    var exponent = BigNumber(copying: self)
    exponent.subtract(1)
    let result = BigNumber()
    let context = BigNumberContext()
    guard unsafe BN_mod_exp_mont_word(result.pointer, 2, exponent.pointer, pointer, context.pointer, nil) == 1 else {
      ERR_clear_error()
      return false
    }
    return result.isOne
  }

  /// Whether it is prime, by OpenSSL's Miller-Rabin test with random bases.
  package var isPrime: Bool {
    let context = BigNumberContext()
    return unsafe BN_check_prime(pointer, context.pointer, nil) == 1
  }

  /// The integer part of the root of this `degree`, which is at least 1.
  ///
  /// Newton's iteration from above, until it stops decreasing.
  package func root(_ degree: Int) -> BigNumber {
    precondition(degree >= 1 && !isNegative)
    guard !isZero, degree > 1 else { return BigNumber(copying: self) }
    let degreeNumber = BigNumber(UInt(degree))
    let oneLess = BigNumber(UInt(degree - 1))
    var guess = BigNumber(1).shiftedLeft(by: (bitCount + degree - 1) / degree)
    while true {
      guard let quotient = self.quotient(dividingBy: guess.raised(to: degree - 1)),
        let next = (guess * oneLess + quotient).quotient(dividingBy: degreeNumber), next < guess
      else { return guess }
      guess = next
    }
  }

  /// The number to the power of `exponent`.
  package func raised(to exponent: Int) -> BigNumber {
    precondition(exponent >= 0)
    let result = BigNumber()
    let context = BigNumberContext()
    let power = BigNumber(UInt(exponent))
    guard unsafe BN_exp(result.pointer, pointer, power.pointer, context.pointer) == 1 else { outOfMemory() }
    return result
  }

  /// The square root of a perfect square; nil for any other number.
  package var exactSquareRoot: BigNumber? {
    guard !isNegative, BigNumber.squaresModulo64 & 1 << (unsafe BN_mod_word(pointer, 64)) != 0 else { return nil }
    let root = self.root(2)
    guard root.squared() == self else { return nil }
    return root
  }

  /// A bit for each square modulo 64.
  private static let squaresModulo64: UInt64 = (0..<64).reduce(0) { $0 | 1 << UInt64($1 * $1 % 64) }
}
