// SPDX-License-Identifier: Apache-2.0

/// Watches whether the elements of a SET OF come in ascending order (X.690 §11.6).
struct SetOrder {
  private var previous: Range<Int>?
  /// Whether every element so far is in its place.
  private(set) var isAscending = true

  /// Takes the next element.
  @inline(__always)
  mutating func append(_ element: Range<Int>, in bytes: Span<UInt8>) {
    if let previous, isAscending { isAscending = SetOrder.isOrdered(previous, element, in: bytes) }
    previous = element
  }

  /// Compares encodings octet by octet, the shorter one filled up with zeros.
  private static func isOrdered(_ first: Range<Int>, _ second: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    let common = min(first.count, second.count)
    for index in 0..<common {
      let (left, right) = (bytes[first.lowerBound + index], bytes[second.lowerBound + index])
      if left != right { return left < right }
    }
    return first.dropFirst(common).allSatisfy { bytes[$0] == 0 }
  }
}
