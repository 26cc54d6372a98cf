// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Primes so close to each other that Fermat's method finds them.
///
/// Round i asks whether (a + i)² - N is a square, a being the square root of N rounded up and i counted from 0. It can
/// be one only if it is one modulo every small prime, and modulo a prime p that depends on i mod p alone: so each prime
/// strikes out rounds by the hundred, and a number of full length is squared only for what is left.
enum Fermat: RSACheck {
  static let check = KeyCheck(
    "fermat", finds: "primes that Fermat's factorization method finds: within 100 rounds the CA must refuse the key",
    source: "BR 6.1.1.3 (5), fermatattack.secvuln.info")
  private static let requiredRounds = 100
  private static let letsEncryptRounds = 110

  static func find(_ key: RSAWork, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    guard !key.root.isExact else { return nil }
    var sieve = FermatSieve(key)
    var start = 0
    while start < options.fermatRounds {
      var candidates = sieve.next128Rounds()
      while candidates != 0 {
        let round = start + candidates.trailingZeroBitCount
        candidates &= candidates - 1
        guard round < options.fermatRounds else { break }
        if let hit = factor(key, in: bytes, round: round) { return hit }
      }
      start += 128
    }
    return nil
  }

  /// The hit, if round `round` (counted from 0) finds two factors.
  private static func factor(_ key: RSAWork, in bytes: Span<UInt8>, round: Int) -> KeyHit? {
    let modulus = key.modulus(in: bytes)
    let root = key.root.words
    var mean = BigNumber(littleEndian: root.span.extracting(first: key.root.count))
    mean.add(UInt(round) + 1)
    guard let distance = (mean.squared() - modulus).exactSquareRoot else { return nil }
    let smaller = mean - distance
    guard !smaller.isOne else { return nil }
    let rounds = round + 1
    let refused =
      rounds <= requiredRounds
      ? "Baseline Requirements" : rounds <= letsEncryptRounds ? "Let's Encrypt" : "none"
    return KeyHit(
      check, .proven, .compromised, predicts: rounds <= requiredRounds ? PredictedCode.compromised : nil,
      [
        Evidence("rounds", rounds), Evidence("p", mean + distance), Evidence("q", smaller),
        Evidence("refusedBy", refused),
      ])
  }
}
