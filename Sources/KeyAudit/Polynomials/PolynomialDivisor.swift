// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Finds factors of a number with sparse digits by factoring the polynomial of its digits.
///
/// The factors of the polynomial modulo a prime that is larger than all coefficients are combined (Zassenhaus, On Hensel
/// Factorization I, 1969). With one large prime, no factor needs to be lifted.
struct PolynomialDivisor<Field: MersenneField> {
  private typealias Polynomial = FieldPolynomial<Field>
  private typealias Element = Field.Element
  private let sparse: SparseDigits
  private let leading: Element

  init(_ sparse: SparseDigits) {
    self.sparse = sparse
    leading = Field.element(sparse.digits.last ?? 1)
  }

  /// The maximum number of irreducible factors, which bounds the number of combinations.
  private static var factorLimit: Int { 16 }

  /// Returns a proper divisor of the modulus; nil if the polynomial yields none.
  func divisor(of modulus: borrowing BigNumber) -> BigNumber? {
    let polynomial = Polynomial(sparse.digits.map { Field.element($0) }).monic
    let repeated = polynomial.greatestCommonDivisor(polynomial.derivative.monic)
    if repeated.degree > 0 { return properDivisor(integers(repeated), of: modulus) }
    guard let factors = Berlekamp(polynomial).factors(limit: Self.factorLimit) else { return nil }
    // A combination and the other factors give the same result, so the last factor is always among the others.
    for selection in 1..<max(1, 1 << (factors.count - 1)) {
      let chosen = factors.indices.filter { selection >> $0 & 1 == 1 }.map { factors[$0] }
      guard isSmall(chosen.reduce(leading) { Field.multiply($0, $1.coefficient(0)) }) else { continue }
      if let divisor = properDivisor(integers(chosen.reduce(.one) { $0 * $1 }), of: modulus) { return divisor }
    }
    return nil
  }

  /// Whether an element can be a coefficient: those of a factor times the leading coefficient of the other one are hardly
  /// larger than those of the product.
  private func isSmall(_ element: Element) -> Bool {
    Field.integer(element).magnitude >> UInt128(min(sparse.digitBits + 16, Field.bits - 8)) == 0
  }

  /// The coefficients of a factor times the leading coefficient; nil if they are too large for a factor over the integers.
  private func integers(_ factor: Polynomial) -> [Int128]? {
    let scaled = factor.coefficients.map { Field.multiply($0, leading) }
    return scaled.allSatisfy(isSmall) ? scaled.map { Field.integer($0) } : nil
  }

  /// The greatest common divisor of the modulus and the value at 2^width, if it is neither one nor the modulus.
  private func properDivisor(_ coefficients: [Int128]?, of modulus: borrowing BigNumber) -> BigNumber? {
    guard let coefficients else { return nil }
    var value = BigNumber(0)
    for coefficient in coefficients.reversed() {
      let words = [UInt64(truncatingIfNeeded: coefficient.magnitude), UInt64(coefficient.magnitude >> 64)]
      let magnitude = BigNumber(littleEndian: words.span)
      let shifted = value.shiftedLeft(by: sparse.width)
      value = coefficient < 0 ? shifted - magnitude : shifted + magnitude
    }
    let divisor = value.greatestCommonDivisor(modulus)
    guard !divisor.isOne, divisor < modulus else { return nil }
    return divisor
  }
}
