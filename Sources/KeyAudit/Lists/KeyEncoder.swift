// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge
internal import PKCS10

/// Encodes public keys as SubjectPublicKeyInfo in DER.
package enum KeyEncoder {
  /// An RSA key (RFC 3279 §2.3.1) of unsigned numbers.
  package static func rsa(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
    let key = node(0x30, integer(modulus) + integer(exponent))
    return info([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01], parameters: [0x05, 0x00], bits: key)
  }

  /// A key on a named curve (RFC 5480 §2).
  package static func ec(_ curve: NamedCurve, point: [UInt8]) -> [UInt8] {
    info([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], parameters: node(0x06, identifier(curve)), bits: point)
  }

  /// A DSA key (RFC 3279 §2.3.2) of unsigned numbers.
  static func dsa(p: [UInt8], q: [UInt8], g: [UInt8], y: [UInt8]) -> [UInt8] {
    info(
      [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01], parameters: node(0x30, integer(p) + integer(q) + integer(g)),
      bits: integer(y))
  }

  /// A key of RFC 8410, by the last arc of its OID: 110 X25519, 111 X448, 112 Ed25519, 113 Ed448.
  static func edwards(_ arc: UInt8, raw: [UInt8]) -> [UInt8] { info([0x2B, 0x65, arc], parameters: [], bits: raw) }

  /// The content of the object identifier of a curve.
  static func identifier(_ curve: NamedCurve) -> [UInt8] {
    switch curve {
    case .p256: [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
    case .p384: [0x2B, 0x81, 0x04, 0x00, 0x22]
    case .p521: [0x2B, 0x81, 0x04, 0x00, 0x23]
    case .secp256k1: [0x2B, 0x81, 0x04, 0x00, 0x0A]
    }
  }

  private static func info(_ algorithm: [UInt8], parameters: [UInt8], bits: [UInt8]) -> [UInt8] {
    node(0x30, node(0x30, node(0x06, algorithm) + parameters) + node(0x03, [0] + bits))
  }

  private static func integer(_ magnitude: [UInt8]) -> [UInt8] {
    let digits = Array(magnitude.drop { $0 == 0 })
    return node(0x02, (digits.first ?? 0x80) >= 0x80 ? [0] + digits : digits)
  }

  private static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count >= 128 else { return [tag, UInt8(content.count)] + content }
    let octets = Array(SegmentHeader.octets(content.count, 8).drop { $0 == 0 })
    return [tag, 0x80 | UInt8(octets.count)] + octets + content
  }
}

/// The other SubjectPublicKeyInfo encodings of a key, so that lists of hashes find it in any encoding.
enum KeyEncodings {
  /// Returns the encodings other than the received one.
  ///
  /// For RSA: canonical DER with the key's own exponent, 65,537 and 3, because the factors of the modulus reveal them all.
  /// For elliptic curves: the compressed and uncompressed point and its negative, whose private key is the negated one.
  static func others(of key: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> [[UInt8]] {
    let received = key.range.map { bytes[$0] }
    switch key.key {
    case .rsa(let rsa):
      guard !rsa.isNegative else { return [] }
      let modulus = rsa.modulus.map { bytes[$0] }
      let exponents = [rsa.exponent.map { bytes[$0] }, [1, 0, 1], [3]]
      return exponents.map { KeyEncoder.rsa(modulus: modulus, exponent: $0) }.filter { $0 != received }
    case .ec(let ec):
      guard case .named(let curve) = ec.curve, let generator = CurveGenerator(curve),
        let point = generator.coordinates(of: bytes.extracting(ec.point)),
        let negative = generator.negated(y: point.y)
      else { return [] }
      var encodings: [[UInt8]] = []
      for y in [point.y, negative] {
        let parity: UInt8 = (y.last ?? 0) & 1
        encodings.append(KeyEncoder.ec(curve, point: [4] + point.x + y))
        encodings.append(KeyEncoder.ec(curve, point: [2 + parity] + point.x))
      }
      return encodings.filter { $0 != received }
    case .dsa, .edwards, .opaque, .malformed: return []
    }
  }
}
