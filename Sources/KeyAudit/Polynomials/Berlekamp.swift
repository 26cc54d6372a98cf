// SPDX-License-Identifier: Apache-2.0

/// Factors a polynomial over a field (Berlekamp, Factoring Polynomials over Large Finite Fields, 1970).
///
/// The polynomials v with v^q ≡ v modulo f, where q is the order of the field, are constant modulo each irreducible
/// factor of f. Half of all constants are squares, so the greatest common divisor of f and v^((q-1)/2) - 1 is a proper
/// factor about every second time.
struct Berlekamp<Field: MersenneField> {
  typealias Polynomial = FieldPolynomial<Field>
  private typealias Element = Field.Element
  private let polynomial: Polynomial

  /// - Parameter polynomial: a monic polynomial without repeated factors.
  init(_ polynomial: Polynomial) { self.polynomial = polynomial }

  /// Returns the irreducible factors; nil if there are more than `limit`, or in the improbable case that they are not found.
  func factors(limit: Int) -> [Polynomial]? {
    let basis = nullSpace(of: matrix())
    guard basis.count <= limit else { return nil }
    var factors = [polynomial]
    var generator = Generator()
    var attempts = 0
    while factors.count < basis.count {
      guard attempts < Berlekamp.attemptLimit else { return nil }
      attempts += 1
      let constant = combination(of: basis, &generator)
      factors = factors.flatMap { Berlekamp.split($0, by: constant) }
    }
    return factors
  }

  private static var attemptLimit: Int { 128 }

  private static func split(_ factor: Polynomial, by constant: Polynomial) -> [Polynomial] {
    let residue = constant.remainder(byMonic: factor)
    guard factor.degree > 1, residue.degree >= 1 else { return [factor] }
    let divisor = factor.greatestCommonDivisor(residue.power(ones: Field.bits - 1, modulo: factor) - .one)
    guard 0 < divisor.degree, divisor.degree < factor.degree else { return [factor] }
    return [divisor, factor.divided(byMonic: divisor).quotient]
  }

  /// Row i has the coefficients of x^(i·q) - x^i modulo the polynomial.
  private func matrix() -> [[Element]] {
    let degree = polynomial.degree
    let frobenius = Polynomial([0, 1]).power(ones: Field.bits, modulo: polynomial)
    var rows: [[Element]] = []
    var power = Polynomial.one
    for index in 0..<degree {
      var row = (0..<degree).map { power.coefficient($0) }
      row[index] = Field.subtract(row[index], 1)
      rows.append(row)
      power = power.times(frobenius, modulo: polynomial)
    }
    return rows
  }

  /// The polynomials whose combination of the rows is zero.
  private func nullSpace(of rows: [[Element]]) -> [Polynomial] {
    let count = rows.count
    // Equation j: the sum of v_i · rows[i][j] is zero.
    var equations = (0..<count).map { column in rows.map { $0[column] } }
    var pivots: [Int] = []
    for column in 0..<count {
      guard let pivot = (pivots.count..<count).first(where: { equations[$0][column] != 0 }) else { continue }
      equations.swapAt(pivots.count, pivot)
      eliminate(column, &equations, row: pivots.count)
      pivots.append(column)
    }
    let free = (0..<count).filter { !pivots.contains($0) }
    return free.map { column in
      var solution = [Element](repeating: 0, count: count)
      solution[column] = 1
      for (row, pivot) in pivots.enumerated() { solution[pivot] = Field.subtract(0, equations[row][column]) }
      return Polynomial(solution)
    }
  }

  /// Makes the entry of a row in a column one, and that of all other rows zero.
  private func eliminate(_ column: Int, _ equations: inout [[Element]], row: Int) {
    let inverse = Field.inverse(equations[row][column])
    let scaled = equations[row].map { Field.multiply($0, inverse) }
    equations[row] = scaled
    let source = scaled.span
    for other in equations.indices where other != row && equations[other][column] != 0 {
      let factor = equations[other][column]
      var target = equations[other].mutableSpan
      for index in column..<source.count where source[index] != 0 {
        target[index] = Field.subtract(target[index], Field.multiply(factor, source[index]))
      }
    }
  }

  private func combination(of basis: [Polynomial], _ generator: inout Generator) -> Polynomial {
    var sum = [Element](repeating: 0, count: polynomial.degree)
    for element in basis {
      let factor =
        Element(truncatingIfNeeded: UInt128(generator.next()) << 62 | UInt128(generator.next())) % Field.order
      for (index, coefficient) in element.coefficients.enumerated() {
        sum[index] = Field.add(sum[index], Field.multiply(factor, coefficient))
      }
    }
    return Polynomial(sum)
  }

  /// SplitMix64 with a fixed seed: the same input always takes the same steps.
  private struct Generator {
    private var state: UInt64 = 0

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word >> 31
    }
  }
}
