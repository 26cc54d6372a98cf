// SPDX-License-Identifier: Apache-2.0

/// A polynomial over a field: its coefficients from the constant one upwards, without zeros at the end.
struct FieldPolynomial<Field: MersenneField> {
  typealias Element = Field.Element
  private(set) var coefficients: [Element]

  init(_ coefficients: [Element]) {
    self.coefficients = Array(coefficients.prefix((coefficients.lastIndex { $0 != 0 } ?? -1) + 1))
  }

  /// The polynomial 1.
  static var one: FieldPolynomial { FieldPolynomial([1]) }

  /// The degree; -1 for the polynomial 0.
  var degree: Int { coefficients.count - 1 }

  /// The polynomial divided by its leading coefficient.
  var monic: FieldPolynomial {
    guard let leading = coefficients.last, leading != 1 else { return self }
    let inverse = Field.inverse(leading)
    return FieldPolynomial(coefficients.map { Field.multiply($0, inverse) })
  }

  var derivative: FieldPolynomial {
    FieldPolynomial(coefficients.indices.dropFirst().map { Field.multiply(Element($0), coefficients[$0]) })
  }

  static func - (left: FieldPolynomial, right: FieldPolynomial) -> FieldPolynomial {
    let count = max(left.coefficients.count, right.coefficients.count)
    return FieldPolynomial((0..<count).map { Field.subtract(left.coefficient($0), right.coefficient($0)) })
  }

  /// The coefficient of a power; zero above the degree.
  func coefficient(_ power: Int) -> Element { power < coefficients.count ? coefficients[power] : 0 }

  static func * (left: FieldPolynomial, right: FieldPolynomial) -> FieldPolynomial {
    guard left.degree >= 0, right.degree >= 0 else { return FieldPolynomial([]) }
    var product = [Element](repeating: 0, count: left.degree + right.degree + 1)
    var target = product.mutableSpan
    let (first, second) = (left.coefficients.span, right.coefficients.span)
    for row in first.indices where first[row] != 0 {
      for column in second.indices {
        target[row + column] = Field.add(target[row + column], Field.multiply(first[row], second[column]))
      }
    }
    return FieldPolynomial(product)
  }

  /// Divides by a monic polynomial of degree 1 or more.
  func divided(byMonic divisor: FieldPolynomial) -> (quotient: FieldPolynomial, remainder: FieldPolynomial) {
    let shift = degree - divisor.degree
    guard shift >= 0 else { return (FieldPolynomial([]), self) }
    var rest = coefficients
    var quotient = [Element](repeating: 0, count: shift + 1)
    var target = rest.mutableSpan
    let lower = divisor.coefficients.span.extracting(droppingLast: 1)
    for start in (0...shift).reversed() {
      let factor = target[start + lower.count]
      quotient[start] = factor
      guard factor != 0 else { continue }
      for index in lower.indices {
        target[start + index] = Field.subtract(target[start + index], Field.multiply(factor, lower[index]))
      }
    }
    return (FieldPolynomial(quotient), FieldPolynomial(Array(rest.prefix(lower.count))))
  }

  func remainder(byMonic divisor: FieldPolynomial) -> FieldPolynomial { divided(byMonic: divisor).remainder }

  /// The product modulo a monic polynomial.
  func times(_ other: FieldPolynomial, modulo divisor: FieldPolynomial) -> FieldPolynomial {
    (self * other).remainder(byMonic: divisor)
  }

  /// The power with the exponent 2^count - 1 modulo a monic polynomial.
  ///
  /// From the power with k ones, k squarings and a multiplication give the one with twice as many.
  func power(ones count: Int, modulo divisor: FieldPolynomial) -> FieldPolynomial {
    let base = remainder(byMonic: divisor)
    var power = base
    var ones = 1
    for bit in (0..<Int.bitWidth - 1 - count.leadingZeroBitCount).reversed() {
      var shifted = power
      for _ in 0..<ones { shifted = shifted.times(shifted, modulo: divisor) }
      power = shifted.times(power, modulo: divisor)
      ones *= 2
      if count >> bit & 1 == 1 {
        power = power.times(power, modulo: divisor).times(base, modulo: divisor)
        ones += 1
      }
    }
    return power
  }

  /// The monic greatest common divisor.
  func greatestCommonDivisor(_ other: FieldPolynomial) -> FieldPolynomial {
    var (larger, smaller) = (self, other.monic)
    while smaller.degree > 0 { (larger, smaller) = (smaller, larger.remainder(byMonic: smaller).monic) }
    return smaller.degree == 0 ? .one : larger.monic
  }
}
