// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Fast searches over many bytes at a time.
package enum ByteSearch {
  /// The first offset of an octet from `start` on, or nil.
  package static func first(_ octet: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return unsafe bytes.extracting(start..<bytes.count).withUnsafeBufferPointer { buffer in
      guard let base = unsafe UnsafeRawPointer(buffer.baseAddress) else { return nil }
      return unsafe memchr(base, Int32(octet), buffer.count).map {
        unsafe start + ($0 - UnsafeMutableRawPointer(mutating: base))
      }
    }
  }

  /// The first offset from `start` on of an octet that must be escaped in quoted text: a control character, a double
  /// quote or a backslash. Without one, the number of bytes.
  package static func firstEscaped(in bytes: Span<UInt8>, from start: Int = 0) -> Int {
    unsafe bytes.withUnsafeBytes { buffer in
      var index = start
      while index + 8 <= buffer.count {
        let marks = escaped(UInt64(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
        index += 8
      }
      guard index < buffer.count else { return buffer.count }
      // The rest together with the bytes before it, or after spaces if there are too few.
      let last = buffer.count - 8
      var octets: UInt64 = 0
      if last >= start {
        octets = UInt64(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: last, as: UInt64.self))
      } else {
        octets = lowBits &* 0x20
        while index < buffer.count {
          octets = octets >> 8 | UInt64(unsafe buffer[index]) << 56
          index += 1
        }
      }
      let marks = escaped(octets)
      return marks == 0 ? buffer.count : last + marks.trailingZeroBitCount / 8
    }
  }

  /// Whether all octets are printable ASCII, including the space. The last eight may be examined twice.
  package static func isPrintableASCII(_ bytes: Span<UInt8>) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      let last = buffer.count - 8
      var odd: UInt64 = 0
      guard last >= 0 else {
        for index in buffer.indices { odd |= unsafe unprintable(UInt64(buffer[index]) &* lowBits) }
        return odd == 0
      }
      var index = 0
      while index < last {
        odd |= unprintable(unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      odd |= unprintable(unsafe buffer.loadUnaligned(fromByteOffset: last, as: UInt64.self))
      return odd == 0
    }
  }

  private static let lowBits: UInt64 = 0x0101_0101_0101_0101

  /// Sets the high bit of each octet that is below 0x20, or 0x22, 0x5C or 0x7F. The lowest set bit is exact.
  @inline(__always)
  private static func escaped(_ octets: UInt64) -> UInt64 {
    // Flipping 0x02 keeps octets below 0x20 there, turns 0x22 into 0x20, and leaves nothing else below 0x21.
    let controlsAndQuotes = (octets ^ lowBits &* 0x02) &- lowBits &* 0x21
    let backslashes = (octets ^ lowBits &* 0x5C) &- lowBits
    let deletes = (octets ^ lowBits &* 0x7F) &- lowBits
    return (controlsAndQuotes | backslashes | deletes) & ~octets & (lowBits &* 0x80)
  }

  /// Sets a high bit if any octet is below 0x20 or above 0x7E.
  @inline(__always)
  private static func unprintable(_ octets: UInt64) -> UInt64 {
    let deletes = octets ^ lowBits &* 0x7F
    return (octets | (octets &- lowBits &* 0x20) | (deletes &- lowBits) & ~deletes) & (lowBits &* 0x80)
  }

  /// The number of occurrences of an octet in a range of the bytes.
  package static func count(_ octet: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let pattern = lowBits &* UInt64(octet)
    return unsafe bytes.extracting(range).withUnsafeBytes { buffer in
      var count = 0
      var index = 0
      while index + 8 <= buffer.count {
        let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        count += zeros(word ^ pattern)
        index += 8
      }
      while index < buffer.count {
        count += unsafe buffer[index] == octet ? 1 : 0
        index += 1
      }
      return count
    }
  }

  /// The number of zero octets among eight.
  @inline(__always)
  private static func zeros(_ octets: UInt64) -> Int {
    let lower = lowBits &* 0x7F
    return (~((octets & lower &+ lower) | octets | lower)).nonzeroBitCount
  }
}

/// Bulk copies; the standard library appends only single elements.
extension OutputSpan<UInt8> {
  /// Appends contiguous bytes.
  @inlinable
  package mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { source in unsafe append(copying: source) }
  }

  /// Appends the octets of a literal.
  @inlinable
  package mutating func append(copying literal: StaticString) {
    unsafe append(copying: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends the octets of an integer, the highest first.
  @inlinable @inline(__always)
  package mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(bigEndian value: Value) {
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

extension Span<UInt8> {
  /// The eight octets from a position on as a big-endian number, in one load.
  @inlinable
  package func bigEndianWord(at position: Int) -> UInt64 {
    precondition(position >= 0 && count >= 8 && position <= count - 8)
    return unsafe withUnsafeBytes { bytes in
      UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
  }

  /// A 64-bit word of all octets as one big-endian number, counted from the lowest; zero beyond the highest.
  @inlinable
  package func word(_ index: Int) -> UInt64 {
    let end = count - 8 * index
    if end >= 8 { return bigEndianWord(at: end - 8) }
    return (0..<Swift.max(end, 0)).reduce(0) { $0 << 8 | UInt64(self[$1]) }
  }
}
