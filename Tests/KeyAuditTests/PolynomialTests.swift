// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import KeyAudit

/// Polynomials over Mersenne prime fields, and sparse digits.
@Suite struct PolynomialTests {
  private typealias Small = FieldPolynomial<SmallMersenneField>
  private typealias Large = FieldPolynomial<LargeMersenneField>

  @Test func `both fields multiply, invert and represent integers around zero`() {
    var generator = SeededGenerator(state: 61)
    for _ in 0..<200 {
      let (a, b) = (generator.next() % SmallMersenneField.order, generator.next() % SmallMersenneField.order)
      let product = UInt128(a) * UInt128(b) % UInt128(SmallMersenneField.order)
      #expect(UInt128(SmallMersenneField.multiply(a, b)) == product)
      if a != 0 { #expect(SmallMersenneField.multiply(a, SmallMersenneField.inverse(a)) == 1) }
      let c = UInt128(generator.next()) << 63 | UInt128(generator.next() >> 1)
      let element = c % LargeMersenneField.order
      if element != 0 { #expect(LargeMersenneField.multiply(element, LargeMersenneField.inverse(element)) == 1) }
      // (2^64)² = 2^128 = 2 modulo 2^127 - 1.
      let shifted = LargeMersenneField.multiply(element, 1 << 64)
      #expect(LargeMersenneField.multiply(shifted, 1 << 64) == LargeMersenneField.add(element, element))
    }
    for integer in [-5, -1, 0, 1, 5, 1 << 40, -(1 << 40)] as [Int128] {
      #expect(SmallMersenneField.integer(SmallMersenneField.element(integer)) == integer)
      #expect(LargeMersenneField.integer(LargeMersenneField.element(integer)) == integer)
    }
    let largest = LargeMersenneField.order - 1
    #expect(LargeMersenneField.multiply(largest, largest) == 1)
    #expect(SmallMersenneField.multiply(SmallMersenneField.order - 1, SmallMersenneField.order - 1) == 1)
  }

  @Test func `division and the greatest common divisor invert multiplication`() {
    var generator = SeededGenerator(state: 7)
    for degree in 1...12 {
      let common = Self.random(degree, &generator).monic
      let left = Self.random(degree + 2, &generator) * common
      let right = Self.random(degree + 1, &generator) * common
      #expect(left.greatestCommonDivisor(right).divided(byMonic: common).remainder.degree == -1)
      let (quotient, remainder) = left.divided(byMonic: common)
      #expect(remainder.degree == -1)
      #expect((quotient * common).coefficients == left.coefficients)
    }
  }

  @Test(arguments: [[1], [2, 3], [5, 5, 4], [1, 1, 1, 1, 1], [16]])
  func `Berlekamp's algorithm finds factors whose product is the polynomial`(degrees: [Int]) throws {
    var generator = SeededGenerator(state: 3)
    let product = degrees.map { Self.random($0, &generator).monic }.reduce(.one) { $0 * $1 }
    let factors = try #require(Berlekamp(product).factors(limit: 30))
    #expect(factors.count >= degrees.count)
    #expect(factors.reduce(.one) { $0 * $1 }.coefficients == product.coefficients)
    for factor in factors { #expect(Berlekamp(factor).factors(limit: 1)?.count == 1) }
  }

  @Test func `a polynomial with more factors than the limit is not factored`() {
    let product = (1...6).map { Small([UInt64($0), 1]) }.reduce(.one) { $0 * $1 }
    #expect(Berlekamp(product).factors(limit: 5) == nil)
    #expect(Berlekamp(product).factors(limit: 6)?.count == 6)
  }

  @Test func `sparse digits are found for every width and shift, and only for sparse numbers`() {
    var generator = SeededGenerator(state: 11)
    for width in SparseDigits.widths {
      for shift in [0, 1, width / 2, width - 5] {
        let used = width / 2
        var number = [UInt64](repeating: 0, count: 32)
        for start in stride(from: shift, to: 2048 - width, by: width) {
          for bit in 0..<used where generator.next() & 1 == 1 {
            number[(start + bit) / 64] |= 1 << UInt64((start + bit) % 64)
          }
        }
        number[0] |= 1
        let sparse = SparseDigits.find(number.span, width: width)
        #expect((sparse?.digitBits ?? width) <= used + shift % 2 + 1, "\(width), \(shift)")
      }
      let random = (0..<32).map { _ in generator.next() }
      let none = SparseDigits.find(random.span, width: width)
      #expect(none == nil)
    }
  }

  private static func random(_ degree: Int, _ generator: inout SeededGenerator) -> Small {
    Small((0...degree).map { _ in generator.next() % (SmallMersenneField.order - 1) + 1 })
  }
}
