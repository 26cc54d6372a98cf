// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Moduli with runs of zero bits at regular intervals.
///
/// The primes came from a source that left a part of each word zero, as CompleteFTP did before 26.1.0. The modulus is
/// then the value of a polynomial with small coefficients, the product of those of the primes, and can be factored.
enum ShortSleeve: RSACheck {
  static let check = KeyCheck(
    "short-sleeve",
    finds: "a modulus with zero bits at regular intervals, from primes with the same gaps (CompleteFTP and others)",
    source: "badkeys.info, rsapoly")

  private static let minimumBits = 500
  /// The percentage of one bits below which a modulus counts as sparse.
  static let threshold = 40

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard key.bits >= minimumBits, !key.hasSmallFactor else { return nil }
    let bias = key.bias
    let isSparse = bias.total < threshold && bias.lower < threshold
    guard isSparse || hasEmptyColumns(key) else { return nil }
    var reason = "no polynomial with small coefficients"
    let words = key.words
    let candidates = SparseDigits.widths.compactMap { width in
      SparseDigits.find(words.span.extracting(first: key.count), width: width)
    }
    for sparse in candidates.sorted(by: { $0.digitBits * $1.width < $1.digitBits * $0.width }) {
      guard sparse.digits.count <= options.digitLimit else {
        reason = "the polynomial exceeds the limit of work"
        continue
      }
      if let factored = factored(key.modulus(in: bytes), sparse) { return factored }
      reason = "the polynomial has no suitable factors"
    }
    return isSparse ? unfactored(key, reason) : nil
  }

  /// Returns the hit with the factors of the modulus; nil if they are not found.
  private static func factored(_ modulus: borrowing BigNumber, _ sparse: SparseDigits) -> KeyHit? {
    let divisor =
      sparse.digitBits + 24 <= SmallMersenneField.bits
      ? PolynomialDivisor<SmallMersenneField>(sparse).divisor(of: modulus)
      : PolynomialDivisor<LargeMersenneField>(sparse).divisor(of: modulus)
    guard let divisor, let cofactor = modulus.quotient(dividingBy: divisor) else { return nil }
    let isFactored = FactorPair.isComplete(divisor, cofactor)
    return KeyHit(
      check, .proven, isFactored ? .compromised : .weak, predicts: PredictedCode.compromised,
      [
        Evidence("p", divisor), Evidence("q", cofactor), Evidence("chunkBits", sparse.width),
        Evidence("factorsAre", isFactored ? "prime" : "composite"),
      ])
  }

  private static func unfactored(_ key: PreparedRSAKey, _ reason: String) -> KeyHit {
    var evidence = [Evidence("onesPercent", key.bias.total)]
    if hasEmptyBits(key, width: 128, mask: 0xFFFF_FFFF_FFFF_0000) {
      evidence += [Evidence("chunkBits", 128), Evidence("emptyBits", "16 to 63")]
    } else if hasEmptyBits(key, width: 32, mask: 0x3FF0_0000) {
      evidence += [Evidence("chunkBits", 32), Evidence("emptyBits", "20 to 29"), Evidence("generator", "CompleteFTP")]
    }
    return KeyHit(
      check, .probable, .weak, predicts: PredictedCode.compromised, evidence + [Evidence("notFactored", reason)])
  }

  /// Whether four or more adjacent bits are zero in every 128-bit word except the lowest and the highest two.
  ///
  /// The lowest word has the increment of the search for a prime, the highest ones have the top bits of the primes. Words
  /// of 16, 32 or 64 bits with empty bits make up such words of 128 bits.
  private static func hasEmptyColumns(_ key: PreparedRSAKey) -> Bool {
    // In a shorter modulus, too many columns are empty by chance.
    guard key.count >= 16 else { return false }
    var used: UInt128 = 0
    let words = key.words
    let span = words.span
    for index in stride(from: 2, to: key.count - 4, by: 2) {
      used |= UInt128(span[index + 1]) << 64 | UInt128(span[index])
    }
    let empty = ~used
    func rotated(_ bits: UInt128) -> UInt128 { empty << bits | empty >> (128 - bits) }
    return empty & rotated(1) & rotated(2) & rotated(3) != 0
  }

  /// Whether the masked bits are zero in every chunk except the lowest, which the search for a prime changes.
  ///
  /// If a chunk is entirely zero, the modulus is sparse for another reason.
  private static func hasEmptyBits(_ key: PreparedRSAKey, width: Int, mask: UInt64) -> Bool {
    for bit in stride(from: width, to: key.bits, by: width) {
      let chunk = chunk(key, at: bit, width: width)
      if chunk.low & mask != 0 { return false }
      if bit > width, chunk.low == 0, chunk.high == 0 { return false }
    }
    return true
  }

  private static func chunk(_ key: PreparedRSAKey, at bit: Int, width: Int) -> (low: UInt64, high: UInt64) {
    let index = bit / 64
    let word = key.words[index] >> UInt64(bit % 64)
    if width < 64 { return (word & (1 << UInt64(width) - 1), 0) }
    return (word, index + 1 < key.count ? key.words[index + 1] : 0)
  }
}

/// The two factors of a modulus that a method has found.
enum FactorPair {
  /// Whether both factors are prime and of similar length, as those of a key are.
  ///
  /// A modulus that was changed at random rarely has such factors, and then no method finds them.
  static func isComplete(_ first: borrowing BigNumber, _ second: borrowing BigNumber) -> Bool {
    4 * min(first.bitCount, second.bitCount) >= first.bitCount + second.bitCount && first.isPrime && second.isPrime
  }
}
