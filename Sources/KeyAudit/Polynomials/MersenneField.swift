// SPDX-License-Identifier: Apache-2.0

/// The integers modulo a Mersenne prime 2^n - 1, where reduction is a shift and an addition. Elements are less than the
/// prime.
protocol MersenneField {
  associatedtype Element: FixedWidthInteger & UnsignedInteger & Sendable
  /// The exponent n.
  static var bits: Int { get }
  /// The prime.
  static var order: Element { get }
  static func multiply(_ left: Element, _ right: Element) -> Element
}

/// The field of 2^61 - 1 elements.
enum SmallMersenneField: MersenneField {
  static let bits = 61
  static let order: UInt64 = 1 << 61 - 1

  @inline(__always)
  static func multiply(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    let sum = product.low & order &+ (product.high << 3 | product.low >> 61)
    return sum >= order ? sum &- order : sum
  }
}

/// The field of 2^127 - 1 elements.
enum LargeMersenneField: MersenneField {
  static let bits = 127
  static let order: UInt128 = 1 << 127 - 1

  /// Multiplies in halves of 64 bits; the upper halves have at most 63 bits, so that sums do not overflow.
  @inline(__always)
  static func multiply(_ left: UInt128, _ right: UInt128) -> UInt128 {
    let (lowLeft, highLeft) = (UInt64(truncatingIfNeeded: left), UInt64(truncatingIfNeeded: left >> 64))
    let (lowRight, highRight) = (UInt64(truncatingIfNeeded: right), UInt64(truncatingIfNeeded: right >> 64))
    let low = product(lowLeft, lowRight)
    let middle = product(lowLeft, highRight) &+ product(highLeft, lowRight) &+ low >> 64
    let high = product(highLeft, highRight) &+ middle >> 64
    let lower = middle << 64 | low & UInt128(UInt64.max)
    let sum = lower & order &+ (high << 1 | lower >> 127)
    return sum >= order ? sum &- order : sum
  }

  @inline(__always)
  private static func product(_ left: UInt64, _ right: UInt64) -> UInt128 { UInt128(left) &* UInt128(right) }
}

extension MersenneField {
  @inline(__always)
  static func add(_ left: Element, _ right: Element) -> Element {
    let sum = left &+ right
    return sum >= order ? sum &- order : sum
  }

  @inline(__always)
  static func subtract(_ left: Element, _ right: Element) -> Element {
    left >= right ? left &- right : left &+ order &- right
  }

  /// The inverse of a nonzero element: its power with the exponent 2^n - 3, whose bits are all ones except the second.
  static func inverse(_ element: Element) -> Element {
    var power = element
    for bit in (0..<bits - 1).reversed() {
      power = multiply(power, power)
      if bit != 1 { power = multiply(power, element) }
    }
    return power
  }

  /// The element of an integer whose magnitude is less than the prime.
  static func element(_ integer: Int128) -> Element {
    let magnitude = Element(truncatingIfNeeded: integer.magnitude)
    return integer < 0 && magnitude != 0 ? order &- magnitude : magnitude
  }

  /// The integer closest to zero of an element.
  static func integer(_ element: Element) -> Int128 {
    element > order >> 1 ? -Int128(truncatingIfNeeded: order &- element) : Int128(truncatingIfNeeded: element)
  }
}
