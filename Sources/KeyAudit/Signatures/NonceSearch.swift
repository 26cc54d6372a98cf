// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Searches small nonces and small differences of nonces by baby steps and giant steps.
///
/// A valid signature determines the generator's power to its nonce, as the verifier computes it; on a curve, that is the
/// nonce times the generator. A table for each group serves all signatures in it.
final class NonceSearch {
  /// The length in bits of the numbers that are found, of either sign.
  let bits: Int
  private var curves: [NamedCurve: CurveLogarithm] = [:]
  /// The table of the last DSA group, and its parameters.
  private var group: (parameters: [[UInt8]], logarithm: PowerLogarithm?)?

  init(bits: Int) { self.bits = bits }

  /// The longest DSA prime in bits whose powers are searched, which bounds the work.
  static let primeLimit = 4096

  /// Whether the nonces of signatures with this key are searched.
  static func covers(_ key: PublicKey) -> Bool {
    switch key {
    case .ec(let ec): if case .named = ec.curve { true } else { false }
    case .dsa(let dsa): dsa.bits.map { $0 <= primeLimit } ?? false
    default: false
    }
  }

  /// The nonce of a signature and the private key that it proves; nil unless the nonce is small.
  func smallNonce(of equation: SignatureEquation) -> FoundNumber? {
    guard let power = equation.noncePower else { return nil }
    for candidate in logarithms(power, equation.owner) where candidate != 0 {
      if let key = equation.privateKey(nonce: equation.residue(candidate)) {
        return FoundNumber(number: candidate, key: key)
      }
    }
    return nil
  }

  /// The difference of the nonces of two signatures of one key, and the private key that it proves; nil unless it is
  /// small. On curves, the second nonce may also be close to the negative of the first one.
  ///
  /// Equal nonces are found by `ReusedNonces`.
  func smallDifference(of first: SignatureEquation, _ second: SignatureEquation) -> FoundNumber? {
    guard let left = first.noncePower, let right = second.noncePower else { return nil }
    for isNegated in first.hasTwoNonces ? [false, true] : [false] {
      guard let power = right.combined(with: left, first.owner, isSum: isNegated) else { continue }
      for logarithm in logarithms(power, first.owner) where logarithm != 0 {
        let key = first.privateKey(second, distance: first.residue(logarithm), isNegated: isNegated)
        if let key { return FoundNumber(number: isNegated ? -logarithm : logarithm, key: key) }
      }
    }
    return nil
  }

  private func logarithms(_ power: NoncePower, _ owner: SignatureEquation.Owner) -> [Int] {
    switch (power, owner) {
    case (.point(let point), .curve(let generator, _)):
      let known = curves[generator.curve] ?? CurveLogarithm(generator, bits: bits)
      curves[generator.curve] = known
      return known?.candidates(point) ?? []
    case (.residue(let residue), .dsa(let parameters)):
      guard parameters.p.count <= NonceSearch.primeLimit / 8 else { return [] }
      let numbers = [parameters.p, parameters.g]
      if group?.parameters != numbers {
        let prime = BigNumber(bigEndian: parameters.p.span)
        let base = BigNumber(bigEndian: parameters.g.span)
        group = (numbers, PowerLogarithm(base: base, modulus: prime, bits: bits))
      }
      return group?.logarithm?.candidates(BigNumber(bigEndian: residue.span)) ?? []
    default: return []
    }
  }
}

/// A small nonce, or a small difference of nonces, and the private key that follows from it.
struct FoundNumber: ~Copyable {
  let number: Int
  let key: BigNumber
}

/// The generator's power to a nonce; on a curve, the nonce times the generator.
enum NoncePower {
  case point(CurvePoint)
  case residue([UInt8])

  /// The power to the difference, or to the sum, of this nonce and another; nil if it is the neutral element.
  func combined(with other: NoncePower, _ owner: SignatureEquation.Owner, isSum: Bool) -> NoncePower? {
    switch (self, other, owner) {
    case (.point(let left), .point(let right), .curve(let generator, _)):
      return generator.sum(left, right, isDifference: !isSum).map { .point($0) }
    case (.residue(let left), .residue(let right), .dsa(let parameters)):
      let prime = BigNumber(bigEndian: parameters.p.span)
      let number = BigNumber(bigEndian: right.span)
      guard let factor = isSum ? BigNumber(copying: number) : number.inverse(modulo: prime),
        let product = (BigNumber(bigEndian: left.span) * factor).remainder(dividingBy: prime)
      else { return nil }
      return product.bigEndianBytes().map { .residue($0) }
    default: return nil
    }
  }
}

extension SignatureEquation {
  /// The generator's power to the nonce: its power to h/s times the public key's power to r/s (FIPS 186-5 §6.4.2); nil
  /// unless the signature is valid.
  func computedNoncePower() -> NoncePower? {
    guard let inverse = s.inverse(modulo: order), let first = (h * inverse).remainder(dividingBy: order),
      let second = (r * inverse).remainder(dividingBy: order)
    else { return nil }
    switch owner {
    case .curve(let generator, let point):
      guard let power = generator.sum(times: first, plus: second, of: point), isResult(power.x) else { return nil }
      return .point(power)
    case .dsa(let parameters):
      let prime = BigNumber(bigEndian: parameters.p.span)
      guard let left = BigNumber(bigEndian: parameters.g.span).power(first, modulo: prime),
        let right = BigNumber(bigEndian: parameters.y.span).power(second, modulo: prime),
        let power = (left * right).remainder(dividingBy: prime)?.bigEndianBytes(), isResult(power)
      else { return nil }
      return .residue(power)
    }
  }

  /// Whether a number is r modulo the order.
  private func isResult(_ octets: [UInt8]) -> Bool {
    guard let remainder = BigNumber(bigEndian: octets.span).remainder(dividingBy: order) else { return false }
    return remainder == r
  }

  /// A number modulo the order.
  func residue(_ number: Int) -> BigNumber {
    let magnitude = BigNumber(number.magnitude)
    let signed = number < 0 ? BigNumber() - magnitude : BigNumber() + magnitude
    return signed.remainder(dividingBy: order) ?? BigNumber()
  }

  /// The private key of two signatures whose nonces k and l have a known distance: l - k, or l + k if negated; nil if the
  /// public key is not that of it.
  ///
  /// From s·k = h + r·d, t·l = i + q·d and l = k + distance follows d·(t·r - s·q) = s·(i - t·distance) - t·h.
  func privateKey(_ other: SignatureEquation, distance: borrowing BigNumber, isNegated: Bool) -> BigNumber? {
    let rest = other.h - other.s * distance
    let left = other.s * r
    let right = s * other.r
    let divisor = isNegated ? left + right : left - right
    let scaled = s * rest
    let numerator = isNegated ? BigNumber() - scaled - other.s * h : scaled - other.s * h
    guard let reduced = divisor.remainder(dividingBy: order), let inverse = reduced.inverse(modulo: order),
      let key = (numerator * inverse).remainder(dividingBy: order), owns(key)
    else { return nil }
    return key
  }
}
