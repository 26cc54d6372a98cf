// SPDX-License-Identifier: Apache-2.0

/// The share of ones among a modulus's bits, in whole percent.
struct BitBias {
  /// Of all bits.
  let whole: Int
  /// Of the lower half, counted to its own highest one.
  let lower: Int

  init(_ key: RSAWork) {
    var (ones, lowerOnes, lowerBits) = (0, 0, 0)
    let half = key.bits / 2
    for index in 0..<key.count {
      let word = key.words[index]
      ones += word.nonzeroBitCount
      let start = index * 64
      guard start < half else { continue }
      let part = half - start >= 64 ? word : word & (1 << UInt64(half - start) - 1)
      lowerOnes += part.nonzeroBitCount
      if part != 0 { lowerBits = start + 64 - part.leadingZeroBitCount }
    }
    whole = ones * 100 / max(key.bits, 1)
    lower = lowerOnes * 100 / max(lowerBits, 1)
  }

  /// How far from a half a share of ones may lie: more for shorter moduli, where chance does more.
  static func isUnusual(_ percent: Int, bits: Int) -> Bool {
    let tolerance = bits > 2000 ? 10 : bits > 1000 ? 12 : 17
    return percent <= 50 - tolerance || percent > 50 + tolerance
  }
}
