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

  /// How often an octet stands in a part of the bytes.
  public static func count(_ octet: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let part = bytes.extracting(range)
    var count = 0
    for index in part.indices { count += part[index] == octet ? 1 : 0 }
    return count
  }
}
