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
