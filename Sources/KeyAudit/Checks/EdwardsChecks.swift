// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Checks of Ed25519, Ed448, X25519 and X448 keys (RFC 8410): canonical encoding, membership of the curve, order.
enum EdwardsPoint {
  static let encoding = KeyCheck(
    "edwards-encoding",
    finds: "an Ed25519, Ed448, X25519 or X448 key whose coordinate is not less than the field prime",
    source: "RFC 8032 §5.1.3, §5.2.3")
  static let offCurve = KeyCheck(
    "edwards-off-curve", finds: "an Ed25519 or Ed448 key that is not a point on the curve",
    source: "RFC 8032 §5.1.3, §5.2.3")
  static let lowOrder = KeyCheck(
    "edwards-low-order", finds: "an Ed25519, Ed448, X25519 or X448 key of order 8 or less",
    source: "RFC 7748 §7, RFC 8032 §8.9")

  /// Returns a hit, or nil if the key passes.
  static func find(_ algorithm: KnownOID, _ raw: Range<Int>, in bytes: Span<UInt8>) -> KeyHit? {
    guard let curve = EdwardsCurve(algorithm) else { return nil }
    let prime = curve.prime
    let value = BigNumber(bigEndian: curve.coordinate(raw, in: bytes).span)
    guard value < prime else { return hit(encoding, value) }
    switch curve.form {
    case .montgomery:
      return hasLowOrder(u: value, curve, prime) ? hit(lowOrder, value) : nil
    case .edwards(let isTwisted, _):
      if hasLowOrder(y: value, curve, prime, isTwisted) { return hit(lowOrder, value) }
      // x is zero only for points of low order, so either sign bit is valid here.
      return isOnCurve(value, curve, prime, isTwisted) ? nil : hit(offCurve, value)
    }
  }

  private static func hit(_ check: KeyCheck, _ value: borrowing BigNumber) -> KeyHit {
    KeyHit(check, .proven, .invalid, [Evidence("coordinate", value)])
  }

  /// x² = (1 - y²) / (a - d·y²) has a root: numerator times denominator is a square (Euler's criterion).
  private static func isOnCurve(
    _ y: borrowing BigNumber, _ curve: EdwardsCurve, _ prime: borrowing BigNumber, _ isTwisted: Bool
  ) -> Bool {
    let square = EdwardsCurve.reduce(y.squared(), prime)
    let a = isTwisted ? BigNumber() - BigNumber(1) : BigNumber(1)
    let numerator = BigNumber(1) - square
    let denominator = a - square * curve.constant(prime)
    let product = EdwardsCurve.reduce(numerator * denominator, prime)
    var exponent = BigNumber(copying: prime)
    exponent.subtract(1)
    guard let power = product.power(exponent.shiftedRight(by: 1), modulo: prime) else { return false }
    return power.isOne || power.isZero
  }

  /// y is 1, -1 or 0 for orders 1, 2 and 4. With a = -1, doubling yields y = 0 if x² = -y²: d·y⁴ + 2·y² = 1, order 8.
  private static func hasLowOrder(
    y: borrowing BigNumber, _ curve: EdwardsCurve, _ prime: borrowing BigNumber, _ isTwisted: Bool
  ) -> Bool {
    let square = EdwardsCurve.reduce(y.squared(), prime)
    if square.isOne || square.isZero { return true }
    guard isTwisted else { return false }
    let fourth = square.squared() * curve.constant(prime)
    return EdwardsCurve.reduce(fourth + square.shiftedLeft(by: 1), prime).isOne
  }

  /// u is 0, 1 or -1 for orders 2 and 4. Doubling a point of order 8 yields u = 1 or -1, that is
  /// (u² - 1)² = ±4·u·(u² + A·u + 1).
  private static func hasLowOrder(
    u: borrowing BigNumber, _ curve: EdwardsCurve, _ prime: borrowing BigNumber
  ) -> Bool {
    let square = EdwardsCurve.reduce(u.squared(), prime)
    if square.isOne || square.isZero { return true }
    guard curve.bits == 255 else { return false }
    var base = BigNumber(copying: square)
    base.subtract(1)
    var other = square + u * curve.constant(prime)
    other.add(1)
    let left = EdwardsCurve.reduce(base.squared(), prime)
    let right = EdwardsCurve.reduce((u * other).shiftedLeft(by: 2), prime)
    return left == right || left + right == prime
  }
}

/// A curve of RFC 8410, with the field arithmetic that the checks need.
struct EdwardsCurve: Sendable {
  /// How the bytes of a key are interpreted.
  enum Form: Sendable {
    /// y with the sign of x in the top bit (RFC 8032); a·x² + y² = 1 + d·x²·y².
    case edwards(isTwisted: Bool, d: Int)
    /// u only (RFC 7748); v² = u³ + A·u² + u.
    case montgomery(coefficient: Int)
  }

  /// The length of the field prime in bits; the prime is 2^255 - 19 or 2^448 - 2^224 - 1.
  let bits: Int
  let form: Form

  /// Returns the curve of an algorithm.
  init?(_ algorithm: KnownOID) {
    switch algorithm.name {
    // d is -121665/121666; `constant(_:)` divides by the denominator.
    case "Ed25519": self.init(bits: 255, form: .edwards(isTwisted: true, d: -121_665))
    case "Ed448": self.init(bits: 448, form: .edwards(isTwisted: false, d: -39_081))
    case "X25519": self.init(bits: 255, form: .montgomery(coefficient: 486_662))
    case "X448": self.init(bits: 448, form: .montgomery(coefficient: 156_326))
    default: return nil
    }
  }

  private init(bits: Int, form: Form) {
    self.bits = bits
    self.form = form
  }

  /// The field prime.
  var prime: BigNumber {
    let power = BigNumber(1).shiftedLeft(by: bits)
    guard bits == 448 else { return power - BigNumber(19) }
    var prime = power - BigNumber(1).shiftedLeft(by: 224)
    prime.subtract(1)
    return prime
  }

  /// d as a field element, or A.
  func constant(_ prime: borrowing BigNumber) -> BigNumber {
    switch form {
    case .montgomery(let coefficient): return BigNumber(UInt(coefficient))
    case .edwards(let isTwisted, let d):
      let negative = prime - BigNumber(UInt(-d))
      guard isTwisted, let inverse = BigNumber(121_666).inverse(modulo: prime) else { return negative }
      return EdwardsCurve.reduce(negative * inverse, prime)
    }
  }

  /// The coordinate in the bytes, big-endian and without the sign bit.
  func coordinate(_ raw: Range<Int>, in bytes: Span<UInt8>) -> [UInt8] {
    var octets = raw.reversed().map { bytes[$0] }
    // X25519 ignores the top bit (RFC 7748 §5); the 57th octet of Ed448 has only the sign.
    if bits == 255 || octets.count == 57 { octets[0] &= 0x7F }
    return octets
  }

  static func reduce(_ number: borrowing BigNumber, _ prime: borrowing BigNumber) -> BigNumber {
    number.remainder(dividingBy: prime) ?? BigNumber()
  }
}
