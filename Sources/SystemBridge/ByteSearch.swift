// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Searches that the C library does many bytes at a time.
public enum ByteSearch {
  /// The first place of an octet at or behind `start`, or nil.
  public static func first(_ octet: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return unsafe bytes.extracting(start..<bytes.count).withUnsafeBufferPointer { buffer in
      guard let base = unsafe UnsafeRawPointer(buffer.baseAddress) else { return nil }
      return unsafe memchr(base, Int32(octet), buffer.count).map {
        unsafe start + ($0 - UnsafeMutableRawPointer(mutating: base))
      }
    }
  }

  /// Whether no octet is one that a quoted text escapes: a control character, a double quote or a backslash.
  public static func isPlainText(_ bytes: Span<UInt8>) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      var odd: UInt64 = 0
      var index = 0
      while index + 8 <= buffer.count {
        odd |= unsafe escaped(buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      while index < buffer.count {
        odd |= unsafe escaped(UInt64(buffer[index]) &* lowBits)
        index += 1
      }
      return odd == 0
    }
  }

  private static let lowBits: UInt64 = 0x0101_0101_0101_0101

  /// The high bit of each of eight octets that is below 0x20, or 0x22, 0x5C or 0x7F; further bits only beside such a one.
  @inline(__always)
  private static func escaped(_ octets: UInt64) -> UInt64 {
    let (quotes, backslashes, deletes) = (
      octets ^ lowBits &* 0x22, octets ^ lowBits &* 0x5C, octets ^ lowBits &* 0x7F
    )
    let controls = (octets &- lowBits &* 0x20) & ~octets
    let others =
      (quotes &- lowBits) & ~quotes | (backslashes &- lowBits) & ~backslashes | (deletes &- lowBits) & ~deletes
    return (controls | others) & (lowBits &* 0x80)
  }

  /// How often an octet stands in a part of the bytes.
  public static func count(_ octet: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let part = bytes.extracting(range)
    var count = 0
    for index in part.indices { count += part[index] == octet ? 1 : 0 }
    return count
  }
}
