// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// A private key's public part, made anew from the private numbers.
///
/// A file can claim anyone's public key and fill the private fields with nonsense; only numbers that belong together
/// prove that the key is compromised.
enum PrivateKey {
  /// The numbers belong together; the SubjectPublicKeyInfo that they make.
  case genuine([UInt8])
  /// They do not.
  case fake
  /// There is no reader for it.
  case unsupported

  /// No number of a key is longer: the arithmetic takes cubic time.
  private static let lengthLimit = 2048

  /// RSA: p and q must be the modulus's factors, or else d must undo e.
  static func rsa(n: [UInt8], e: [UInt8], d: [UInt8], p: [UInt8], q: [UInt8]) -> PrivateKey {
    guard [n, e, d, p, q].allSatisfy({ $0.count <= lengthLimit }), !n.isEmpty, !e.isEmpty else { return .unsupported }
    let info = KeyEncoder.rsa(modulus: n, exponent: e)
    let modulus = BigNumber(bigEndian: n.span)
    let first = BigNumber(bigEndian: p.span)
    let second = BigNumber(bigEndian: q.span)
    if !first.isZero, !first.isOne, !second.isZero, !second.isOne, first * second == modulus { return .genuine(info) }
    guard !d.isEmpty, modulus.isOdd, modulus.bitCount > 8 else { return .fake }
    let two = BigNumber(2)
    guard let power = two.power(BigNumber(bigEndian: e.span), modulo: modulus),
      let back = power.power(BigNumber(bigEndian: d.span), modulo: modulus), back == two,
      !(BigNumber(bigEndian: d.span).isOne && BigNumber(bigEndian: e.span).isOne)
    else { return .fake }
    return .genuine(info)
  }

  /// An elliptic curve: a point that the file states must be the private number's.
  static func ec(_ curve: NamedCurve, scalar: [UInt8], stated: [UInt8]?) -> PrivateKey {
    guard scalar.count <= 2 * curve.coordinateLength, let generator = CurveGenerator(curve) else { return .unsupported }
    guard let point = generator.point(times: scalar.span) else { return .fake }
    if let stated {
      guard let other = generator.coordinates(of: stated.span), other == point else { return .fake }
    }
    return .genuine(KeyEncoder.ec(curve, point: [4] + point.x + point.y))
  }

  /// DSA: y is made of x; one that the file states must be the same.
  static func dsa(p: [UInt8], q: [UInt8], g: [UInt8], y: [UInt8]?, x: [UInt8]) -> PrivateKey {
    guard [p, q, g, x].allSatisfy({ $0.count <= lengthLimit }) else { return .unsupported }
    let made = BigNumber(bigEndian: g.span).power(
      BigNumber(bigEndian: x.span), modulo: BigNumber(bigEndian: p.span))
    guard let value = made?.bigEndianBytes() else { return .fake }
    if let y, y != value { return .fake }
    return .genuine(KeyEncoder.dsa(p: p, q: q, g: g, y: value))
  }

  /// A key of RFC 8410: 110 X25519, 111 X448, 112 Ed25519, 113 Ed448.
  static func edwards(_ arc: UInt8, seed: Span<UInt8>) -> PrivateKey {
    guard let raw = RawPrivateKey.publicKey(arc: arc, seed: seed) else { return .unsupported }
    return .genuine(KeyEncoder.edwards(arc, raw: raw))
  }
}
