// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Keys of RFC 8410 that are no point, are written in a way that is not the only one, or have a small order.
enum EdwardsPoint {
  static let encoding = KeyCheck(
    "edwards-encoding", finds: "an Ed25519, Ed448, X25519 or X448 key whose coordinate is not below the field's prime",
    source: "RFC 8032 §5.1.3, §5.2.3")
  static let offCurve = KeyCheck(
    "edwards-off-curve", finds: "an Ed25519 or Ed448 key that is no point of the curve",
    source: "RFC 8032 §5.1.3, §5.2.3")
  static let lowOrder = KeyCheck(
    "edwards-low-order", finds: "an Ed25519, Ed448, X25519 or X448 key of an order up to 8",
    source: "RFC 7748 §7, RFC 8032 §8.9")

  /// What is wrong with a key, or nil.
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
      // x is zero for points of low order alone, so that the sign bit is free here.
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

  /// y is 1, -1 or 0 for orders 1, 2 and 4. With a = -1 doubling gives y = 0 where x² = -y²: d·y⁴ + 2·y² = 1, order 8.
  private static func hasLowOrder(
    y: borrowing BigNumber, _ curve: EdwardsCurve, _ prime: borrowing BigNumber, _ isTwisted: Bool
  ) -> Bool {
    let square = EdwardsCurve.reduce(y.squared(), prime)
    if square.isOne || square.isZero { return true }
    guard isTwisted else { return false }
    let fourth = square.squared() * curve.constant(prime)
    return EdwardsCurve.reduce(fourth + square.shiftedLeft(by: 1), prime).isOne
  }

  /// u is 0, 1 or -1 for orders 2 and 4; the double of a point of order 8 has u = 1 or -1, where
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
