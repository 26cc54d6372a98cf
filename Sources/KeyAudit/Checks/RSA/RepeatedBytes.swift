// SPDX-License-Identifier: Apache-2.0

/// Moduli in which one byte stands sixteen times in a row: padding, or a text that somebody put there.
enum RepeatedBytes: RSACheck {
  static let check = KeyCheck(
    "repeated-bytes", finds: "sixteen equal bytes in a row in the modulus", source: "badkeys.info, pattern")
  private static let length = 16

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard hasUniformWord(key), let start = longRun(key.modulusRange, in: bytes) else { return nil }
    return KeyHit(
      check, .probable, .clean,
      [Evidence("byte", Int(bytes[start])), Evidence("offset", start - key.modulusRange.lowerBound)])
  }

  /// Whether all eight bytes of some word are equal: every run of sixteen covers such a word.
  private static func hasUniformWord(_ key: RSAWork) -> Bool {
    for index in 0..<key.count {
      let word = key.words[index]
      if word == word << 8 | word >> 56 { return true }
    }
    return false
  }

  private static func longRun(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    var start = range.lowerBound
    for position in range {
      if bytes[position] != bytes[start] { start = position }
      if position - start + 1 == length { return start }
    }
    return nil
  }
}
