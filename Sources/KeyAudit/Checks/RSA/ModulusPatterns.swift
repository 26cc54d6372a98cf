// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Moduli with far more one bits than zero bits, or far fewer.
///
/// If the lower half is unbiased, the modulus was probably generated to start with a chosen text.
enum BiasedModulus: RSACheck {
  static let check = KeyCheck(
    "biased-modulus", finds: "an unusual proportion of one bits in the modulus", source: "badkeys.info, rsabias")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    let bias = key.bias
    guard BitBias.isUnusual(bias.total, bits: key.bits),
      bias.total >= ShortSleeve.threshold || bias.lower >= ShortSleeve.threshold,
      !key.hasSmallFactor
    else { return nil }
    let isVanity = !BitBias.isUnusual(bias.lower, bits: key.bits)
    return KeyHit(
      check, .probable, .clean,
      [
        Evidence("onesPercent", bias.total), Evidence("lowerHalfOnesPercent", bias.lower),
        Evidence("where", isVanity ? "upper half" : "throughout"),
      ])
  }
}

/// The percentage of one bits in a modulus, rounded down.
struct BitBias {
  /// Of all bits.
  let total: Int
  /// Of the lower half, up to its highest one bit.
  let lower: Int

  init() { (total, lower) = (0, 0) }

  init(_ words: [UInt64], count: Int, bits: Int) {
    let words = words.span.extracting(first: count)
    let half = bits / 2
    var (ones, lowerBits) = (0, 0)
    for index in 0..<half / 64 {
      ones += words[index].nonzeroBitCount
      if words[index] != 0 { lowerBits = 64 * (index + 1) - words[index].leadingZeroBitCount }
    }
    let middle = words[half / 64] & (1 << UInt64(half % 64) - 1)
    if middle != 0 { lowerBits = 64 * (half / 64 + 1) - middle.leadingZeroBitCount }
    let lowerOnes = ones + middle.nonzeroBitCount
    for index in half / 64..<count { ones += words[index].nonzeroBitCount }
    total = ones * 100 / max(bits, 1)
    lower = lowerOnes * 100 / max(lowerBits, 1)
  }

  /// Whether a percentage is further from 50 than chance explains; the tolerance is larger for shorter moduli.
  static func isUnusual(_ percent: Int, bits: Int) -> Bool {
    let tolerance = bits > 2000 ? 10 : bits > 1000 ? 12 : 17
    return percent <= 50 - tolerance || percent > 50 + tolerance
  }
}

/// Moduli with sixteen identical bytes in a row: padding, or embedded text.
enum RepeatedBytes: RSACheck {
  static let check = KeyCheck(
    "repeated-bytes", finds: "sixteen identical bytes in a row in the modulus", source: "badkeys.info, pattern")
  private static let length = 16

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard hasUniformWord(key), let start = longRun(key.modulusRange, in: bytes) else { return nil }
    return KeyHit(
      check, .probable, .clean,
      [Evidence("byte", Int(bytes[start])), Evidence("offset", start - key.modulusRange.lowerBound)])
  }

  /// Whether all eight bytes of some word are identical: every run of sixteen contains such a word.
  private static func hasUniformWord(_ key: PreparedRSAKey) -> Bool {
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

/// Moduli with a command for the backdoor in XZ Utils 5.6 (CVE-2024-3094): they start with words a, b and c such that
/// a·b + c modulo 2^64 is at most 3. By chance, one modulus in 2^62 does.
enum XZBackdoor: RSACheck {
  static let check = KeyCheck(
    "xz-backdoor", finds: "a modulus that starts like a command for the XZ Utils backdoor (CVE-2024-3094)",
    source: "badkeys.info, xzbackdoor")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    // SSH encodes a zero octet before a modulus whose top bit is set.
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

  /// A little-endian word; bytes before the modulus count as zero.
  private static func word(at start: Int, _ count: Int, from range: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for position in (start..<start + count).reversed() {
      word = word << 8 | UInt64(position < range.lowerBound ? 0 : bytes[position])
    }
    return word
  }
}
