// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Small discrete logarithms on a named curve, by baby steps and giant steps (Shanks, 1971).
///
/// The baby steps are the x coordinates of 1·G to m·G, each of which stands for a number and its negative. The giant steps
/// of 2m + 1 from the point therefore cover all numbers below the bound, of either sign.
@safe package final class CurveLogarithm {
  private let generator: CurveGenerator
  private let bound: Int
  private let reach: Int
  /// The numbers by the tag of the x coordinate.
  private var numbers: [UInt64: Int32] = [:]
  private let stride: PointWalk

  /// Creates the table of baby steps for numbers below 2^`bits` of either sign.
  package init?(_ generator: CurveGenerator, bits: Int) {
    guard 2...40 ~= bits else { return nil }
    self.generator = generator
    bound = 1 << bits
    // More baby steps than giant steps, as the table serves many points.
    reach = 1 << (bits / 2 + 1)
    guard let walk = PointWalk(generator, step: 1), let stride = PointWalk(generator, step: -(2 * reach + 1)),
      let start = generator.multiple(1)
    else { return nil }
    self.stride = stride
    numbers.reserveCapacity(reach)
    walk.visit(from: start, count: reach) { index, tag in
      if let tag { numbers[tag] = Int32(index + 1) }
      return true
    }
  }

  /// The numbers below the bound that the point may be a multiple of the generator by; mostly none, at most two.
  package func candidates(_ point: CurvePoint) -> [Int] {
    let size = 2 * reach + 1
    let half = (bound + size - 1) / size
    guard let offset = generator.multiple(half * size), let start = generator.sum(point, offset) else { return [] }
    var found: [Int] = []
    stride.visit(from: start, count: 2 * half + 1) { index, tag in
      // The point here is the one in question minus this multiple of the generator.
      let multiple = (index - half) * size
      guard let tag else {
        found = [multiple]
        return false
      }
      guard let number = numbers[tag] else { return true }
      found = [multiple + Int(number), multiple - Int(number)]
      return false
    }
    return found.filter { abs($0) < bound }
  }
}

extension CurveGenerator {
  /// The generator times a number; nil for infinity.
  fileprivate func multiple(_ number: Int) -> CurvePoint? {
    let scalar = BigNumber(number.magnitude)
    guard let octets = scalar.bigEndianBytes(), let point = point(times: octets.span) else { return nil }
    guard number < 0 else { return point }
    return negated(y: point.y).map { CurvePoint(x: point.x, y: $0) }
  }
}

/// Visits points at equal distances. Their coordinates are computed in blocks, with one inversion for each block.
@safe private final class PointWalk {
  private static let blockSize = 512

  private let generator: CurveGenerator
  private let step: TemporaryPoint
  private let points: UnsafeMutablePointer<OpaquePointer?>

  /// Creates a walk in steps of a multiple of the generator.
  init?(_ generator: CurveGenerator, step: Int) {
    guard let point = generator.multiple(step), let step = TemporaryPoint(generator, point) else { return nil }
    self.generator = generator
    self.step = step
    unsafe points = .allocate(capacity: PointWalk.blockSize)
    for index in 0..<PointWalk.blockSize {
      guard let point = unsafe EC_POINT_new(generator.group) else { outOfMemory() }
      unsafe points[index] = point
    }
  }

  deinit {
    for index in 0..<PointWalk.blockSize { unsafe EC_POINT_free(points[index]) }
    unsafe points.deallocate()
  }

  /// Calls `body` with the index and the tag of each point until it returns false; the tag is nil at infinity.
  func visit(from start: CurvePoint, count: Int, _ body: (Int, UInt64?) -> Bool) {
    guard let next = TemporaryPoint(generator, start) else { return }
    let (group, context) = unsafe (generator.group, generator.context.pointer)
    var x = BigNumber()
    for first in Swift.stride(from: 0, to: count, by: PointWalk.blockSize) {
      let size = min(PointWalk.blockSize, count - first)
      for index in 0..<size {
        guard unsafe EC_POINT_copy(points[index], next.pointer) == 1,
          unsafe EC_POINT_add(group, next.pointer, next.pointer, step.pointer, context) == 1
        else { outOfMemory() }
      }
      guard unsafe EC_POINTs_make_affine(group, size, points, context) == 1 else { outOfMemory() }
      for index in 0..<size {
        var tag: UInt64?
        if unsafe EC_POINT_is_at_infinity(group, points[index]) != 1 {
          // The affine x coordinate, without the inversion that OpenSSL's function for it repeats for some curves.
          guard
            unsafe EC_POINT_get_Jprojective_coordinates_GFp(group, points[index], x.pointer, nil, nil, context) == 1
          else { outOfMemory() }
          tag = x.takeLowWord()
        }
        guard body(first + index, tag) else { return }
      }
    }
  }
}

extension BigNumber {
  /// Reduces the number to its lowest 64 bits and returns them.
  mutating func takeLowWord() -> UInt64 {
    if bitCount > 64 { unsafe BN_mask_bits(pointer, 64) }
    return UInt64(unsafe BN_get_word(pointer))
  }
}
