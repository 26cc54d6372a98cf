// SPDX-License-Identifier: Apache-2.0

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
