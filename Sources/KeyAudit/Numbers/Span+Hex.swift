// SPDX-License-Identifier: Apache-2.0

extension Span<UInt8> {
  /// These bytes as one number: `0x` and lower-case hexadecimal digits, two a byte.
  func hex(_ range: Range<Int>) -> String {
    var digits: [UInt8] = []
    for position in range {
      for nibble in [self[position] >> 4, self[position] & 15] {
        digits.append(nibble < 10 ? nibble + 0x30 : nibble + 0x57)
      }
    }
    return "0x" + String(decoding: digits, as: UTF8.self)
  }
}
