// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Small discrete logarithms modulo a prime, by baby steps and giant steps (Shanks, 1971).
@safe package final class PowerLogarithm {
  private let modulus: BigNumber
  private let montgomery: OpaquePointer
  private let context = BigNumberContext()
  private let bound: Int
  private let reach: Int
  /// The exponents by the tag of the power.
  private var exponents: [UInt64: Int32] = [:]
  /// The base to the power of the bound, and the inverse of a giant step.
  private let offset: BigNumber
  private let step: BigNumber

  /// Creates the table of baby steps for exponents below 2^`bits` of either sign; nil for a modulus that is even or one
  /// and for a base that is not coprime to it.
  package init?(base: borrowing BigNumber, modulus: borrowing BigNumber, bits: Int) {
    guard 2...40 ~= bits, modulus.isOdd, modulus.bitCount > 1, let inverse = base.inverse(modulo: modulus),
      let montgomery = unsafe BN_MONT_CTX_new()
    else { return nil }
    unsafe self.montgomery = montgomery
    self.modulus = BigNumber(copying: modulus)
    bound = 1 << bits
    reach = 1 << (bits / 2 + 1)
    offset = base.power(BigNumber(UInt(bound)), modulo: modulus) ?? BigNumber()
    step = inverse.power(BigNumber(UInt(reach)), modulo: modulus) ?? BigNumber()
    guard unsafe BN_MONT_CTX_set(montgomery, modulus.pointer, context.pointer) == 1 else { outOfMemory() }
    toMontgomery(step)
    let factor = BigNumber(copying: base)
    toMontgomery(factor)
    let power = BigNumber(1)
    toMontgomery(power)
    exponents.reserveCapacity(reach)
    visit(from: power, by: factor, count: reach) { index, tag in
      // A base of small order repeats itself: the smallest exponent counts.
      let isNew = exponents[tag] == nil
      if isNew { exponents[tag] = Int32(index) }
      return isNew
    }
  }

  deinit { unsafe BN_MONT_CTX_free(montgomery) }

  /// The exponents below the bound that the power may have; mostly none, at most one.
  package func candidates(_ power: borrowing BigNumber) -> [Int] {
    guard let start = (power * offset).remainder(dividingBy: modulus) else { return [] }
    toMontgomery(start)
    var found: [Int] = []
    visit(from: start, by: step, count: 2 * bound / reach) { index, tag in
      guard let exponent = exponents[tag] else { return true }
      found = [index * reach + Int(exponent) - bound]
      return false
    }
    return found.filter { abs($0) < bound }
  }

  private func toMontgomery(_ number: borrowing BigNumber) {
    guard unsafe BN_to_montgomery(number.pointer, number.pointer, montgomery, context.pointer) == 1 else {
      outOfMemory()
    }
  }

  /// Calls `body` with the index and the tag of each product, all in Montgomery form, until it returns false.
  private func visit(
    from start: borrowing BigNumber, by factor: borrowing BigNumber, count: Int, _ body: (Int, UInt64) -> Bool
  ) {
    let product = BigNumber(copying: start)
    var copy = BigNumber()
    for index in 0..<count {
      guard unsafe BN_copy(copy.pointer, product.pointer) != nil else { outOfMemory() }
      guard body(index, copy.takeLowWord()) else { return }
      guard
        unsafe BN_mod_mul_montgomery(product.pointer, product.pointer, factor.pointer, montgomery, context.pointer) == 1
      else { outOfMemory() }
    }
  }
}
