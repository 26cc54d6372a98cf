// SPDX-License-Identifier: Apache-2.0

/// Bytes in hexadecimal, lower case.
enum HexText {
  /// How many bytes are shown of a value that nobody knows how to read.
  static let limit = 64

  /// All bytes of a range.
  static func text(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(2 * range.count)
    for index in range {
      let (high, low) = (bytes[index] >> 4, bytes[index] & 0x0F)
      output.append(high < 10 ? high + 0x30 : high + 0x57)
      output.append(low < 10 ? low + 0x30 : low + 0x57)
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The first bytes of a range and how many there are: `0500 (2 bytes)`.
  static func counted(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    let count = "(\(range.count) bytes)"
    guard !range.isEmpty else { return count }
    let shown = text(range.prefix(limit), in: bytes)
    return shown + (range.count > limit ? "… " : " ") + count
  }
}
