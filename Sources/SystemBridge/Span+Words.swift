// SPDX-License-Identifier: Apache-2.0

extension Span<UInt8> {
  /// The number of eight octets from a position on, big-endian, in one load.
  @inlinable
  public func bigEndianWord(at position: Int) -> UInt64 {
    precondition(position >= 0 && count >= 8 && position <= count - 8)
    return unsafe withUnsafeBytes { bytes in
      UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
  }

  /// A word of the octets as one big-endian number, counted from the lowest; zero beyond the highest.
  @inlinable
  public func word(_ index: Int) -> UInt64 {
    let end = count - 8 * index
    if end >= 8 { return bigEndianWord(at: end - 8) }
    return (0..<Swift.max(end, 0)).reduce(0) { $0 << 8 | UInt64(self[$1]) }
  }
}
