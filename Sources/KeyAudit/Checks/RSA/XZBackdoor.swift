// SPDX-License-Identifier: Apache-2.0

/// Moduli that carry a command for the backdoor in XZ Utils 5.6 (CVE-2024-3094): words a, b and c at their start with
/// a·b + c up to 3 modulo 2^64. A sound modulus does so once in 2^62 keys.
enum XZBackdoor: RSACheck {
  static let check = KeyCheck(
    "xz-backdoor", finds: "a modulus that begins like a command for the XZ Utils backdoor (CVE-2024-3094)",
    source: "badkeys.info, xzbackdoor")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    // SSH writes a zero octet before a modulus whose top bit is set.
    let range = key.modulusRange
    guard range.count >= 16 else { return nil }
    let padding = bytes[range.lowerBound] >> 7
    let start = range.lowerBound - Int(padding)
    let first = word(at: start, 4, from: range, in: bytes)
    let second = word(at: start + 4, 4, from: range, in: bytes)
    let third = word(at: start + 8, 8, from: range, in: bytes)
    let command = first &* second &+ third
    guard command <= 3 else { return nil }
    return KeyHit(check, .probable, .clean, [Evidence("command", command)])
  }

  /// A little-endian word; what lies before the modulus is zero.
  private static func word(at start: Int, _ count: Int, from range: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for position in (start..<start + count).reversed() {
      word = word << 8 | UInt64(position < range.lowerBound ? 0 : bytes[position])
    }
    return word
  }
}
