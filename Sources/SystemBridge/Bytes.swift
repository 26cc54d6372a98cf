// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Fast searches.
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

  /// Appends two octets for each octet, the upper half of `pair` first.
  @inlinable @inline(__always)
  package mutating func append(pairs octets: Span<UInt8>, _ pair: (UInt8) -> UInt16) {
    precondition(2 * octets.count <= freeCapacity, "no room for the pairs")
    unsafe withUnsafeMutableBufferPointer { target, initializedCount in
      guard let base = UnsafeMutableRawPointer(target.baseAddress) else { return }
      let start = unsafe base + initializedCount
      for index in octets.indices {
        unsafe start.storeBytes(of: pair(octets[index]).bigEndian, toByteOffset: 2 &* index, as: UInt16.self)
      }
      initializedCount += 2 * octets.count
    }
  }

  /// Appends bytes in words of eight, the last of which may overlap the one before; appends nothing and returns false if
  /// `accepts` refuses a word. Fewer than eight bytes are a word that starts with letters.
  ///
  /// For names and values of a few bytes, a call of `memcpy` takes more time than copying them.
  @inlinable @inline(__always)
  package mutating func append(words bytes: Span<UInt8>, _ accepts: (UInt64) -> Bool) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { source in unsafe append(words: source, accepts) }
  }

  /// Appends the octets of a literal in words.
  @inlinable @inline(__always)
  package mutating func append(words literal: StaticString) {
    let source = unsafe UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    _ = unsafe append(words: source) { _ in true }
  }

  @inlinable @inline(__always)
  mutating func append(words source: UnsafeBufferPointer<UInt8>, _ accepts: (UInt64) -> Bool) -> Bool {
    precondition(source.count <= freeCapacity, "no room for the bytes")
    return unsafe withUnsafeMutableBufferPointer { target, initializedCount in
      let count = source.count
      guard let from = unsafe UnsafeRawPointer(source.baseAddress),
        let base = UnsafeMutableRawPointer(target.baseAddress)
      else { return true }
      let start = unsafe base + initializedCount
      if count >= 8 {
        var offset = 0
        while true {
          let word = unsafe from.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          guard accepts(word) else { return false }
          unsafe start.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
          if offset == count &- 8 { break }
          offset = min(offset &+ 8, count &- 8)
        }
      } else {
        var word: UInt64 = 0x6161_6161_6161_6161
        for offset in 0..<count {
          let octet = unsafe from.load(fromByteOffset: offset, as: UInt8.self)
          unsafe start.storeBytes(of: octet, toByteOffset: offset, as: UInt8.self)
          word = word << 8 | UInt64(octet)
        }
        guard accepts(word) else { return false }
      }
      initializedCount += count
      return true
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
