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
}
