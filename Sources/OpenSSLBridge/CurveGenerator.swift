// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The generator of a named curve, which maps private keys to public keys.
@safe package final class CurveGenerator {
  private let owner: CurveGroup
  var group: OpaquePointer { unsafe owner.pointer }
  let context = BigNumberContext()
  /// The curve.
  package let curve: NamedCurve

  /// Creates the generator; nil if this build of OpenSSL does not have the curve.
  package init?(_ curve: NamedCurve) {
    guard let owner = curve.group else { return nil }
    self.owner = owner
    self.curve = curve
  }

  /// The order of the generator, big-endian, as long as a coordinate.
  package var order: [UInt8] {
    let order = BigNumber()
    guard unsafe EC_GROUP_get_order(group, order.pointer, context.pointer) == 1 else { return [] }
    return order.bigEndianBytes(width: curve.coordinateLength) ?? []
  }

  /// The public key of a private key; nil for zero and for multiples of the order.
  package func point(times scalar: Span<UInt8>) -> CurvePoint? {
    let number = BigNumber(bigEndian: scalar)
    let point = TemporaryPoint(self)
    guard unsafe EC_POINT_mul(group, point.pointer, number.pointer, nil, nil, context.pointer) == 1 else {
      ERR_clear_error()
      return nil
    }
    return point.value(self)
  }

  /// An encoded point (SEC 1 §2.3.4); nil for infinity and if it is not a point of this curve.
  package func coordinates(of encoded: Span<UInt8>) -> CurvePoint? {
    let point = TemporaryPoint(self)
    let isRead = unsafe encoded.withUnsafeBufferPointer { buffer in
      unsafe EC_POINT_oct2point(group, point.pointer, buffer.baseAddress, buffer.count, context.pointer) == 1
    }
    guard isRead else {
      ERR_clear_error()
      return nil
    }
    return point.value(self)
  }
}

extension CurveGenerator {
  /// The y coordinate of a point's negative, which has the same x: the field's prime minus y.
  package func negated(y: [UInt8]) -> [UInt8]? {
    let field = CurveGenerator.field(of: curve)
    return (BigNumber(bigEndian: field.span) - BigNumber(bigEndian: y.span)).bigEndianBytes(width: y.count)
  }

  /// The field's prime, big-endian (FIPS 186-4 D.1.2, SEC 2 §2.4.1).
  private static func field(of curve: NamedCurve) -> [UInt8] {
    let ones: (Int) -> [UInt8] = { [UInt8](repeating: 0xFF, count: $0) }
    let zeros: (Int) -> [UInt8] = { [UInt8](repeating: 0, count: $0) }
    switch curve {
    case .p256: return ones(4) + [0, 0, 0, 1] + zeros(12) + ones(12)
    case .p384: return ones(31) + [0xFE] + ones(4) + zeros(8) + ones(4)
    case .p521: return [1] + ones(65)
    case .secp256k1: return ones(27) + [0xFE, 0xFF, 0xFF, 0xFC, 0x2F]
    }
  }
}

/// Private keys of RFC 8410, which are plain octets.
package enum RawPrivateKey {
  /// The public key of a seed; nil for another algorithm or a seed of the wrong length.
  ///
  /// - Parameter arc: the last arc of the algorithm's object identifier, from 110 (X25519) to 113 (Ed448).
  package static func publicKey(arc: UInt8, seed: Span<UInt8>) -> [UInt8]? {
    let types: [UInt8: Int32] = [110: NID_X25519, 111: NID_X448, 112: NID_ED25519, 113: NID_ED448]
    guard let type = types[arc] else { return nil }
    let key = unsafe seed.withUnsafeBufferPointer { buffer in
      unsafe EVP_PKEY_new_raw_private_key(type, nil, buffer.baseAddress, buffer.count)
    }
    guard let key = unsafe key else {
      ERR_clear_error()
      return nil
    }
    defer { unsafe EVP_PKEY_free(key) }
    var length = 64
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      let done = unsafe EVP_PKEY_get_raw_public_key(key, buffer.baseAddress, &length) == 1
      count = done ? length : 0
    }
    return bytes.isEmpty ? nil : bytes
  }
}
