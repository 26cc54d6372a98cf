// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// A key as the broken generator of CVE-2008-0166 makes it, with its private part.
public struct DebianKey: Sendable, Hashable {
  /// The modulus, or the x coordinate without leading zeros, big-endian.
  public let number: [UInt8]
  /// The private numbers, big-endian: p and q of RSA in the order of their making, d of an elliptic curve.
  public let secrets: [[UInt8]]

  /// SHA-256 of the number, as published lists of these keys have it.
  public var fingerprint: [UInt8] { Digest(.sha256, of: number.span).bytes }

  /// Makes the key that one process made: milliseconds for elliptic curves, a tenth to one second for RSA.
  ///
  /// - Parameter process: the process identifier, one of `DebianVariant.processes`.
  public static func replay(_ type: DebianKeyType, _ variant: DebianVariant, process: Int) -> DebianKey {
    var replay = Replay(generator: DebianGenerator(variant, process: process))
    guard let curve = type.curve else { return replay.rsa(bits: type.bits) }
    return replay.ec(curve)
  }

  /// The calls that OpenSSL 0.9.8 makes for one key.
  private struct Replay {
    var generator: DebianGenerator

    /// `BN_rand` without fixed bits.
    private mutating func number(bits: Int) -> [UInt8] {
      generator.addWord()
      var bytes = generator.bytes((bits + 7) / 8)
      if bits % 8 != 0 { bytes[0] &= UInt8(1 << (bits % 8) - 1) }
      return bytes
    }

    /// `BN_rand_range` for limits whose second or third highest bit is set, which all are here.
    private mutating func number(below limit: [UInt8], bits: Int) -> [UInt8] {
      while true {
        let bytes = number(bits: bits)
        if bytes.lexicographicallyPrecedes(limit) { return bytes }
      }
    }

    /// A composite number takes one base to be known as one, whichever test shows it; so the cheapest test does.
    private mutating func prime(bits: Int) -> BigNumber {
      while true {
        var bytes = number(bits: bits)
        bytes[0] |= 0xC0
        bytes[bytes.count - 1] |= 1
        var candidate = BigNumber(bigEndian: bytes.span)
        candidate.add(DebianPrimes.offset(from: candidate))
        guard let last = (candidate - BigNumber(1)).bigEndianBytes(width: bytes.count) else { continue }
        let isPrime = candidate.isProbablePrimeToBaseTwo
        for _ in 0..<(isPrime ? DebianPrimes.rounds(bits: bits) : 1) { _ = number(below: last, bits: bits) }
        if isPrime { return candidate }
      }
    }

    /// A prime for which 65,537 has an inverse.
    private mutating func factor(bits: Int) -> BigNumber {
      while true {
        let prime = prime(bits: bits)
        if prime.remainder(dividingBy: 65_537 as UInt) != 1 { return prime }
      }
    }

    mutating func rsa(bits: Int) -> DebianKey {
      let first = factor(bits: bits / 2)
      var second = factor(bits: bits / 2)
      while first == second { second = factor(bits: bits / 2) }
      let modulus = first * second
      return DebianKey(
        number: modulus.bigEndianBytes() ?? [],
        secrets: [first.bigEndianBytes() ?? [], second.bigEndianBytes() ?? []])
    }

    mutating func ec(_ curve: NamedCurve) -> DebianKey {
      guard let generatorPoint = CurveGenerator(curve) else { return DebianKey(number: [], secrets: []) }
      let order = generatorPoint.order
      while true {
        let scalar = number(below: order, bits: curve.bits)
        guard let point = generatorPoint.point(times: scalar.span) else { continue }
        return DebianKey(number: Array(point.x.drop { $0 == 0 }), secrets: [Array(scalar.drop { $0 == 0 })])
      }
    }
  }
}
