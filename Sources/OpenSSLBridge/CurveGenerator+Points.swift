// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// A point of a curve other than the point at infinity.
package struct CurvePoint: Sendable, Hashable {
  /// The x coordinate, big-endian, as long as a field element.
  package let x: [UInt8]
  /// The y coordinate, of the same length.
  package let y: [UInt8]

  /// Creates a point from its coordinates.
  package init(x: [UInt8], y: [UInt8]) {
    self.x = x
    self.y = y
  }
}

/// Sums of points.
extension CurveGenerator {
  /// The generator times one number plus a point times another; nil for infinity and for a point not on the curve.
  package func sum(
    times first: borrowing BigNumber, plus second: borrowing BigNumber, of point: CurvePoint
  ) -> CurvePoint? {
    let sum = TemporaryPoint(self)
    guard let point = TemporaryPoint(self, point),
      unsafe EC_POINT_mul(
        group, sum.pointer, first.pointer, point.pointer, second.pointer, context.pointer) == 1
    else {
      ERR_clear_error()
      return nil
    }
    return sum.value(self)
  }

  /// The sum of two points, or their difference; nil for infinity and for points not on the curve.
  package func sum(_ first: CurvePoint, _ second: CurvePoint, isDifference: Bool = false) -> CurvePoint? {
    let sum = TemporaryPoint(self)
    guard let left = TemporaryPoint(self, first), let right = TemporaryPoint(self, second) else { return nil }
    let isComputed =
      unsafe (!isDifference || EC_POINT_invert(group, right.pointer, context.pointer) == 1)
      && EC_POINT_add(group, sum.pointer, left.pointer, right.pointer, context.pointer) == 1
    guard isComputed else {
      ERR_clear_error()
      return nil
    }
    return sum.value(self)
  }
}

/// Owns a point of OpenSSL.
@safe struct TemporaryPoint: ~Copyable {
  let pointer: OpaquePointer

  /// The point at infinity.
  init(_ generator: CurveGenerator) {
    guard let pointer = unsafe EC_POINT_new(generator.group) else { outOfMemory() }
    unsafe self.pointer = pointer
  }

  /// Creates a point; nil if it is not on the curve.
  init?(_ generator: CurveGenerator, _ point: CurvePoint) {
    self.init(generator)
    let x = BigNumber(bigEndian: point.x.span)
    let y = BigNumber(bigEndian: point.y.span)
    guard
      unsafe EC_POINT_set_affine_coordinates(
        generator.group, pointer, x.pointer, y.pointer, generator.context.pointer) == 1
    else {
      ERR_clear_error()
      return nil
    }
  }

  deinit { unsafe EC_POINT_free(pointer) }

  /// The coordinates; nil for infinity.
  func value(_ generator: CurveGenerator) -> CurvePoint? {
    let x = BigNumber()
    let y = BigNumber()
    guard
      unsafe EC_POINT_get_affine_coordinates(
        generator.group, pointer, x.pointer, y.pointer, generator.context.pointer) == 1,
      let first = x.bigEndianBytes(width: generator.curve.coordinateLength),
      let second = y.bigEndianBytes(width: generator.curve.coordinateLength)
    else {
      ERR_clear_error()
      return nil
    }
    return CurvePoint(x: first, y: second)
  }
}
