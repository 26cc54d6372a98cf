// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// A key from the broken generator of CVE-2008-0166, with its private numbers.
package struct DebianKey: Sendable, Hashable {
  /// The modulus, or the x coordinate without leading zero bytes, big-endian.
  package let number: [UInt8]
  /// The private numbers, big-endian: p and q in the order of generation for RSA, d for elliptic curves.
  package let secrets: [[UInt8]]

  /// SHA-256 of the number, as used by published lists of these keys.
  package var fingerprint: [UInt8] { Digest(.sha256, of: number.span).bytes }

  /// Generates the key of one process again. Takes milliseconds for elliptic curves and 0.1 to 1 second for RSA.
  ///
  /// - Parameter process: a process ID in `DebianVariant.processes`.
  package static func replay(_ type: DebianKeyType, _ variant: DebianVariant, process: Int) -> DebianKey {
    var replay = Replay(generator: DebianGenerator(variant, process: process))
    guard let curve = type.curve else { return replay.rsa(bits: type.bits) }
    return replay.ec(curve)
  }

  /// The calls to the generator that OpenSSL 0.9.8 makes for one key.
  private struct Replay {
    var generator: DebianGenerator

    /// `BN_rand` without fixed bits.
    private mutating func number(bits: Int) -> [UInt8] {
      var bytes = generator.number(length: (bits + 7) / 8)
      if bits % 8 != 0 { bytes[0] &= UInt8(1 << (bits % 8) - 1) }
      return bytes
    }

    /// `BN_rand_range` for limits with the second or third highest bit set; all limits used here have it.
    private mutating func number(below limit: [UInt8], bits: Int) -> [UInt8] {
      while true {
        let bytes = number(bits: bits)
        if bytes.lexicographicallyPrecedes(limit) { return bytes }
      }
    }

    /// A composite number uses up one base in any test, so the cheapest test is sufficient.
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

    /// A prime p for which 65,537 has an inverse modulo p - 1.
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

/// The prime search of OpenSSL 0.9.8 (`BN_generate_prime`): the offset that it adds to a random start.
enum DebianPrimes {
  /// The odd primes among the first 2,048 primes.
  private static let primes: [UInt] = {
    var found: [UInt] = []
    var candidate: UInt = 3
    while found.count < 2047 {
      if found.allSatisfy({ $0 * $0 > candidate || candidate % $0 != 0 }) { found.append(candidate) }
      candidate += 2
    }
    return found
  }()

  /// Runs of primes with their product, so that one long division serves several primes.
  private static let groups: [(product: UInt, members: Range<Int>)] = {
    var groups: [(product: UInt, members: Range<Int>)] = []
    var start = 0
    var product: UInt = 1
    for (index, prime) in primes.enumerated() {
      let (next, overflow) = product.multipliedReportingOverflow(by: prime)
      if overflow {
        groups.append((product, start..<index))
        (start, product) = (index, prime)
      } else {
        product = next
      }
    }
    groups.append((product, start..<primes.count))
    return groups
  }()

  /// The first even offset such that none of the primes divides number + offset or number + offset - 1.
  static func offset(from number: borrowing BigNumber) -> UInt {
    var residues = [UInt](repeating: 0, count: primes.count)
    for group in groups {
      let rest = number.remainder(dividingBy: group.product)
      for index in group.members { residues[index] = rest % primes[index] }
    }
    var offset: UInt = 0
    while !isFree(offset, residues) { offset += 2 }
    return offset
  }

  private static func isFree(_ offset: UInt, _ residues: [UInt]) -> Bool {
    for index in residues.indices where (residues[index] + offset) % primes[index] <= 1 { return false }
    return true
  }

  /// The number of bases with which a number of this length is tested. Each base draws from the generator.
  static func rounds(bits: Int) -> Int {
    switch bits {
    case 1300...: 2
    case 850...: 3
    case 650...: 4
    case 550...: 5
    default: 6
    }
  }
}
