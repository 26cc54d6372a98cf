// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// A key's other encodings as a SubjectPublicKeyInfo, so that a list of their hashes knows it in each.
enum KeyEncodings {
  /// The canonical RSA encoding, and those with the exponents 65,537 and 3, since the modulus alone gives a key away; an
  /// elliptic curve's point compressed and not, and the point whose
  /// private key is the negative one.
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
