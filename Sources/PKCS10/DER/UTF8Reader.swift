// SPDX-License-Identifier: Apache-2.0

/// Walks UTF-8 scalar by scalar and says where it is not valid (RFC 3629 §3).
public struct UTF8Reader: Sendable {
  private var position: Int
  private let end: Int

  /// A reader over a part of the bytes.
  public init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next scalar and the offset of its first octet; the scalar is nil for an octet that starts none.
  public mutating func next(in bytes: Span<UInt8>) -> (offset: Int, scalar: Unicode.Scalar?)? {
    guard position < end else { return nil }
    let offset = position
    let first = bytes[position]
    position += 1
    let (count, mask): (Int, UInt8)
    switch first {
    case 0x00...0x7F: return (offset, Unicode.Scalar(first))
    case 0xC2...0xDF: (count, mask) = (1, 0x1F)
    case 0xE0...0xEF: (count, mask) = (2, 0x0F)
    case 0xF0...0xF4: (count, mask) = (3, 0x07)
    default: return (offset, nil)
    }
    var value = UInt32(first & mask)
    for index in position..<position + count {
      guard index < end, bytes[index] & 0xC0 == 0x80 else { return (offset, nil) }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    let isShortest = value >= (count == 1 ? 0x80 : count == 2 ? 0x800 : 0x10000)
    guard isShortest, let scalar = Unicode.Scalar(value) else { return (offset, nil) }
    position += count
    return (offset, scalar)
  }
}
