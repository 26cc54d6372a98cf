// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Moduli with long runs of zero bits all over: their primes were filled from a source that left parts of each word
/// empty, as CompleteFTP before 26.1.0 did, and a modulus that is a product of two such polynomials can be factored.
enum ShortSleeve: RSACheck {
  static let check = KeyCheck(
    "short-sleeve", finds: "a modulus whose words are partly empty, made of primes that are (CompleteFTP and others)",
    source: "badkeys.info, rsapoly")

  private static let minimumBits = 500
  /// The share of ones in percent below which a modulus counts as sparse.
  static let threshold = 40

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.bits >= minimumBits else { return nil }
    let bias = key.bias
    guard bias.whole < threshold, bias.lower < threshold,
      !key.hasSmallFactor
    else { return nil }
    var evidence = [Evidence("onesPercent", bias.whole)]
    if hasEmptyBits(key, width: 128, mask: 0xFFFF_FFFF_FFFF_0000) {
      evidence += [Evidence("chunkBits", 128), Evidence("emptyBits", "16 to 63")]
    } else if hasEmptyBits(key, width: 32, mask: 0x3FF0_0000) {
      evidence += [Evidence("chunkBits", 32), Evidence("emptyBits", "20 to 29"), Evidence("generator", "CompleteFTP")]
    }
    return KeyHit(check, .probable, .weak, predicts: PredictedCode.compromised, evidence)
  }

  /// Whether in every chunk but the lowest, which the search for a prime changes, the masked bits are zero. A chunk that
  /// is zero as a whole says that the modulus is sparse for another reason.
  private static func hasEmptyBits(_ key: RSAWork, width: Int, mask: UInt64) -> Bool {
    var index = 1
    while index * width < key.bits {
      let chunk = chunk(key, at: index * width, width: width)
      if chunk.low & mask != 0 { return false }
      if index > 1, chunk.low == 0, chunk.high == 0 { return false }
      index += 1
    }
    return true
  }

  private static func chunk(_ key: RSAWork, at bit: Int, width: Int) -> (low: UInt64, high: UInt64) {
    let index = bit / 64
    let word = key.words[index] >> UInt64(bit % 64)
    if width < 64 { return (word & (1 << UInt64(width) - 1), 0) }
    return (word, index + 1 < key.count ? key.words[index + 1] : 0)
  }
}

/// Moduli with far more ones than zeros, or the other way round.
///
/// A lower half without bias speaks for a modulus that was made to begin with a chosen text.
enum BiasedModulus: RSACheck {
  static let check = KeyCheck(
    "biased-modulus", finds: "an unusual share of one bits in the modulus", source: "badkeys.info, rsabias")

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    let bias = key.bias
    guard BitBias.isUnusual(bias.whole, bits: key.bits),
      bias.whole >= ShortSleeve.threshold || bias.lower >= ShortSleeve.threshold,
      !key.hasSmallFactor
    else { return nil }
    let isVanity = !BitBias.isUnusual(bias.lower, bits: key.bits)
    return KeyHit(
      check, .probable, .clean,
      [
        Evidence("onesPercent", bias.whole), Evidence("lowerHalfOnesPercent", bias.lower),
        Evidence("where", isVanity ? "upper half" : "throughout"),
      ])
  }
}

/// The share of ones among a modulus's bits, in whole percent.
struct BitBias {
  /// Of all bits.
  let whole: Int
  /// Of the lower half, counted to its own highest one.
  let lower: Int

  /// Of no modulus.
  init() { (whole, lower) = (0, 0) }

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
    whole = ones * 100 / max(bits, 1)
    lower = lowerOnes * 100 / max(lowerBits, 1)
  }

  /// How far from a half a share of ones may lie: more for shorter moduli, where chance does more.
  static func isUnusual(_ percent: Int, bits: Int) -> Bool {
    let tolerance = bits > 2000 ? 10 : bits > 1000 ? 12 : 17
    return percent <= 50 - tolerance || percent > 50 + tolerance
  }
}

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
