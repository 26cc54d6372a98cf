// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The generator of a named curve: from private keys to public ones.
@safe public final class CurveGenerator {
  private let group: OpaquePointer
  private let context = BigNumberContext()
  /// The curve.
  public let curve: NamedCurve

  /// The generator, or nil where this OpenSSL leaves the curve out.
  public init?(_ curve: NamedCurve) {
    guard let group = unsafe EC_GROUP_new_by_curve_name(curve.nid) else {
      ERR_clear_error()
      return nil
    }
    unsafe self.group = group
    self.curve = curve
  }

  deinit { unsafe EC_GROUP_free(group) }

  /// The number of points that it makes, big-endian, as long as a coordinate.
  public var order: [UInt8] {
    let order = BigNumber()
    guard unsafe EC_GROUP_get_order(group, order.pointer, context.pointer) == 1 else { return [] }
    return order.bigEndianBytes(width: curve.coordinateLength) ?? []
  }

  /// The coordinates of a private key's point, each as long as the field's elements, or nil for zero and for
  /// multiples of the order.
  public func point(times scalar: Span<UInt8>) -> (x: [UInt8], y: [UInt8])? {
    let number = BigNumber(bigEndian: scalar)
    let x = BigNumber()
    let y = BigNumber()
    guard let point = unsafe EC_POINT_new(group) else { outOfMemory() }
    defer { unsafe EC_POINT_free(point) }
    guard unsafe EC_POINT_mul(group, point, number.pointer, nil, nil, context.pointer) == 1,
      unsafe EC_POINT_get_affine_coordinates(group, point, x.pointer, y.pointer, context.pointer) == 1,
      let first = x.bigEndianBytes(width: curve.coordinateLength),
      let second = y.bigEndianBytes(width: curve.coordinateLength)
    else {
      ERR_clear_error()
      return nil
    }
    return (first, second)
  }

  /// The coordinates that an encoded point has (SEC 1 §2.3.4), or nil where it is none of this curve.
  public func coordinates(of encoded: Span<UInt8>) -> (x: [UInt8], y: [UInt8])? {
    let x = BigNumber()
    let y = BigNumber()
    guard let point = unsafe EC_POINT_new(group) else { outOfMemory() }
    defer { unsafe EC_POINT_free(point) }
    let isRead = unsafe encoded.withUnsafeBufferPointer { buffer in
      unsafe EC_POINT_oct2point(group, point, buffer.baseAddress, buffer.count, context.pointer) == 1
    }
    guard isRead,
      unsafe EC_POINT_get_affine_coordinates(group, point, x.pointer, y.pointer, context.pointer) == 1,
      let first = x.bigEndianBytes(width: curve.coordinateLength),
      let second = y.bigEndianBytes(width: curve.coordinateLength)
    else {
      ERR_clear_error()
      return nil
    }
    return (first, second)
  }
}
