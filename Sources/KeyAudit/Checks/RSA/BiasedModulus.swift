// SPDX-License-Identifier: Apache-2.0

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
