// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// The public key computed from the numbers of a private key.
///
/// A file can contain anyone's public key and arbitrary private numbers. Only numbers that match each other prove that the
/// key is compromised.
enum PrivateKey {
  /// The numbers match; the value is the SubjectPublicKeyInfo that follows from them.
  case consistent([UInt8])
  /// The numbers do not match.
  case inconsistent
  /// The algorithm or the length of the numbers is not supported.
  case unsupported

  /// The maximum length of a number in bytes, because the arithmetic takes cubic time.
  private static let lengthLimit = 2048

  /// RSA: the product of p and q must be the modulus, or raising to d must invert raising to e.
  static func rsa(n: [UInt8], e: [UInt8], d: [UInt8], p: [UInt8], q: [UInt8]) -> PrivateKey {
    guard [n, e, d, p, q].allSatisfy({ $0.count <= lengthLimit }), !n.isEmpty, !e.isEmpty else { return .unsupported }
    let info = KeyEncoder.rsa(modulus: n, exponent: e)
    let modulus = BigNumber(bigEndian: n.span)
    let first = BigNumber(bigEndian: p.span)
    let second = BigNumber(bigEndian: q.span)
    if !first.isZero, !first.isOne, !second.isZero, !second.isOne, first * second == modulus {
      return .consistent(info)
    }
    guard !d.isEmpty, modulus.isOdd, modulus.bitCount > 8 else { return .inconsistent }
    let two = BigNumber(2)
    guard let power = two.power(BigNumber(bigEndian: e.span), modulo: modulus),
      let back = power.power(BigNumber(bigEndian: d.span), modulo: modulus), back == two,
      !(BigNumber(bigEndian: d.span).isOne && BigNumber(bigEndian: e.span).isOne)
    else { return .inconsistent }
    return .consistent(info)
  }

  /// Elliptic curves: the public point, if present, must match the scalar.
  static func ec(_ curve: NamedCurve, scalar: [UInt8], publicPoint: [UInt8]?) -> PrivateKey {
    guard scalar.count <= 2 * curve.coordinateLength, let generator = CurveGenerator(curve) else { return .unsupported }
    guard let point = generator.point(times: scalar.span) else { return .inconsistent }
    if let publicPoint {
      guard let other = generator.coordinates(of: publicPoint.span), other == point else { return .inconsistent }
    }
    return .consistent(KeyEncoder.ec(curve, point: [4] + point.x + point.y))
  }

  /// DSA: y, if present, must match x.
  static func dsa(p: [UInt8], q: [UInt8], g: [UInt8], y: [UInt8]?, x: [UInt8]) -> PrivateKey {
    guard [p, q, g, x].allSatisfy({ $0.count <= lengthLimit }) else { return .unsupported }
    let computed = BigNumber(bigEndian: g.span).power(
      BigNumber(bigEndian: x.span), modulo: BigNumber(bigEndian: p.span))
    guard let value = computed?.bigEndianBytes() else { return .inconsistent }
    if let y, y != value { return .inconsistent }
    return .consistent(KeyEncoder.dsa(p: p, q: q, g: g, y: value))
  }

  /// Keys of RFC 8410, by the last arc of their OID: 110 X25519, 111 X448, 112 Ed25519, 113 Ed448.
  static func edwards(_ arc: UInt8, seed: Span<UInt8>) -> PrivateKey {
    guard let raw = RawPrivateKey.publicKey(arc: arc, seed: seed) else { return .unsupported }
    return .consistent(KeyEncoder.edwards(arc, raw: raw))
  }
}
