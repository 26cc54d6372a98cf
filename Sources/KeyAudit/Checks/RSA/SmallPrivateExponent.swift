// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Private exponents so small that Wiener's method finds them.
///
/// Let e·d = 1 + k·φ(N). If d is less than a third of the fourth root of N, k/d is a convergent of the continued fraction
/// of e/N. For each convergent k/d, the Euclidean algorithm yields the remainder r = k·N - e·d. Since
/// φ(N) = N + 1 - (p + q), p + q is r/k, rounded down, plus two. For the right convergent, (p + q)² - 4·N is a square.
enum SmallPrivateExponent: RSACheck {
  static let check = KeyCheck(
    "small-private-exponent", finds: "a private exponent so small that Wiener's method recovers it from e and N",
    source: "Wiener, Cryptanalysis of Short RSA Secret Exponents (1990)")

  static func find(_ key: PreparedRSAKey, in bytes: Span<UInt8>, _ options: AuditOptions) -> KeyHit? {
    // e·d is greater than φ(N), so a public exponent below N^0.7 has no private exponent below N^0.25.
    guard key.exponentRange.count * 80 > key.bits * 7, !key.isExponentNegative else { return nil }
    let modulus = key.modulus(in: bytes)
    let exponent = key.exponent(in: bytes)
    guard exponent < modulus, !exponent.isZero else { return nil }
    return search(modulus, exponent)
  }

  /// Tests the convergents of e/N until d is more than 16 bits longer than a quarter of N.
  private static func search(_ modulus: borrowing BigNumber, _ exponent: borrowing BigNumber) -> KeyHit? {
    let limit = modulus.bitCount / 4 + 16
    var before = BigNumber(copying: modulus)
    var after = BigNumber(copying: exponent)
    var oldK = BigNumber(1)
    var k = BigNumber(0)
    var oldD = BigNumber(0)
    var d = BigNumber(1)
    // `before` and `after` are the last two remainders. after = |k·N - e·d|; k·N - e·d is positive for every second
    // convergent.
    var isAbove = false
    while !after.isZero, d.bitCount <= limit {
      if isAbove, let hit = test(modulus, k: k, d: d, rest: after) { return hit }
      guard let quotient = before.quotient(dividingBy: after), let next = before.remainder(dividingBy: after) else {
        return nil
      }
      before = after
      after = next
      let newK = quotient * k + oldK
      oldK = k
      k = newK
      let newD = quotient * d + oldD
      oldD = d
      d = newD
      isAbove.toggle()
    }
    return nil
  }

  private static func test(
    _ modulus: borrowing BigNumber, k: borrowing BigNumber, d: borrowing BigNumber, rest: borrowing BigNumber
  ) -> KeyHit? {
    guard var sum = rest.quotient(dividingBy: k) else { return nil }
    sum.add(2)
    guard !sum.isOdd else { return nil }
    let half = sum.shiftedRight(by: 1)
    guard let distance = (half.squared() - modulus).exactSquareRoot, distance < half else { return nil }
    let smaller = half - distance
    guard !smaller.isOne, !smaller.isZero else { return nil }
    return KeyHit(
      check, .proven, .compromised, predicts: PredictedCode.compromised,
      [Evidence("d", d), Evidence("p", half + distance), Evidence("q", smaller)])
  }
}
