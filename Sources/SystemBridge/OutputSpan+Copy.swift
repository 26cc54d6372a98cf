// SPDX-License-Identifier: Apache-2.0

/// Copies of many bytes at once, where the standard library has only one at a time.
extension OutputSpan<UInt8> {
  /// Appends bytes that stand together.
  @inlinable
  public mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { source in unsafe append(copying: source) }
  }

  /// Appends the octets of a literal.
  @inlinable
  public mutating func append(copying literal: StaticString) {
    unsafe append(copying: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends an integer's octets, the highest first.
  @inlinable @inline(__always)
  public mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(bigEndian value: Value) {
    let length = value.bitWidth / 8
    precondition(length <= freeCapacity, "no room for the integer")
    unsafe withUnsafeMutableBufferPointer { target, initializedCount in
      guard let start = UnsafeMutableRawPointer(target.baseAddress) else { return }
      unsafe start.storeBytes(of: value.bigEndian, toByteOffset: initializedCount, as: Value.self)
      initializedCount += length
    }
  }

  @inlinable @inline(__always)
  mutating func append(copying source: UnsafeBufferPointer<UInt8>) {
    precondition(source.count <= freeCapacity, "no room for the bytes")
    unsafe withUnsafeMutableBufferPointer { target, initializedCount in
      guard let from = source.baseAddress, let to = target.baseAddress else { return }
      unsafe (to + initializedCount).initialize(from: from, count: source.count)
      initializedCount += source.count
    }
  }
}
