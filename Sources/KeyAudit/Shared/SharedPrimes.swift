// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
package import PKCS10

/// A prime that two different moduli have in common, so that anyone can factor both.
enum SharedPrime {
  static let check = KeyCheck(
    "shared-prime", .shared, finds: "a prime factor in common with another key, in the same run or in a list",
    source: "Heninger et al., Mining Your Ps and Qs (2012)")
}

/// Finds primes that two or more RSA keys of one run have in common.
package struct SharedPrimes {
  /// The distinct moduli, and for each the numbers of the keys with it.
  private var moduli: [[UInt64]] = []
  private var owners: [[Int]] = []
  private var positions: [[UInt64]: Int] = [:]

  /// Creates an empty run.
  package init() {}

  /// Adds a key under a number of the caller's choice. Keys that are not RSA, or whose modulus is invalid or too long, are
  /// ignored.
  package mutating func add(_ key: SubjectPublicKeyInfo, number: Int, in bytes: Span<UInt8>) {
    guard case .rsa(let rsa) = key.key, !rsa.isNegative, rsa.bits > 1, rsa.bits <= PreparedRSAKey.bitLimit,
      let last = rsa.modulus.last, bytes[last] & 1 == 1
    else { return }
    let modulus = BigNumber(bigEndian: bytes.extracting(rsa.modulus))
    guard let words = modulus.littleEndianWords(count: (rsa.bits + 63) / 64) else { return }
    if let position = positions[words] {
      owners[position].append(number)
    } else {
      positions[words] = moduli.count
      moduli.append(words)
      owners.append([number])
    }
  }

  /// Adds a key of an input under a number.
  package mutating func add(_ key: KeyMaterial.Key, number: Int) {
    if let info = key.subjectPublicKeyInfo { add(info, number: number, in: key.info.span) }
  }

  /// Returns the hits by key number. Keys with the same modulus do not count as sharing primes.
  ///
  /// 10,000 moduli of 2048 bits take a few seconds; the time grows slightly faster than the number of moduli.
  ///
  /// - Parameter name: returns the name of a key for evidence, by its number.
  package func hits(naming name: (Int) -> String = { "\($0)" }) -> [Int: KeyHit] {
    let suspects = self.suspects().map { Suspect($0.position, modulus: number($0.position), divisor: $0.divisor.value) }
    var holders: [String: [Int]] = [:]
    for suspect in suspects {
      for factor in suspect.factors { holders[factor, default: []].append(suspect.position) }
    }
    var hits: [Int: KeyHit] = [:]
    for suspect in suspects {
      let others: [Int] = suspect.factors.flatMap { holders[$0] ?? [] }.filter { $0 != suspect.position }
      let partners = others.prefix(SharedPrimes.partnerLimit).map { name(owners[$0][0]) }
      let names = suspect.isSplit ? ["p", "q"] : ["divisor"]
      let evidence = zip(names, suspect.factors).map { Evidence($0, $1) }
      let hit = KeyHit(
        SharedPrime.check, .proven, suspect.isSplit ? .compromised : .weak, predicts: PredictedCode.compromised,
        evidence + [Evidence("sharedWith", partners.joined(separator: " "))])
      for owner in owners[suspect.position] { hits[owner] = hit }
    }
    return hits
  }

  private static let partnerLimit = 8

  /// A modulus and its factors according to a common divisor.
  private struct Suspect {
    let position: Int
    let factors: [String]
    let isSplit: Bool

    init(_ position: Int, modulus: borrowing BigNumber, divisor: borrowing BigNumber) {
      self.position = position
      let cofactor = modulus.quotient(dividingBy: divisor) ?? BigNumber(1)
      isSplit = !cofactor.isOne
      factors = isSplit ? [divisor.hex, cofactor.hex] : [divisor.hex]
    }
  }

  /// A copyable reference to a `BigNumber`, which is noncopyable.
  private final class Divisor {
    let value: BigNumber

    init(_ value: consuming BigNumber) { self.value = value }
  }

  private func number(_ position: Int) -> BigNumber {
    let words = moduli[position]
    return BigNumber(littleEndian: words.span)
  }

  /// The moduli with a divisor in common with others, and that divisor: a proper one if possible.
  private func suspects() -> [(position: Int, divisor: Divisor)] {
    var found: [(position: Int, divisor: Divisor)] = []
    // The moduli all of whose primes are shared: the product of the others is a multiple.
    var fullyShared: [Int] = []
    for (position, words) in BatchGCD().cofactors(moduli).enumerated() {
      let modulus = number(position)
      let cofactor = BigNumber(littleEndian: words.span)
      if cofactor.isZero {
        fullyShared.append(position)
      } else if !cofactor.isCoprime(toOdd: modulus) {
        found.append((position, Divisor(cofactor.greatestCommonDivisor(modulus))))
      }
    }
    var budget = SharedPrimes.comparisonLimit
    return found + fullyShared.map { ($0, split($0, known: found, others: fullyShared, &budget)) }
  }

  /// Splits a modulus all of whose primes are shared, by the divisors of other moduli or by those moduli themselves.
  private func split(
    _ position: Int, known: [(position: Int, divisor: Divisor)], others: [Int], _ budget: inout Int
  ) -> Divisor {
    let modulus = number(position)
    for other in known where other.divisor.value < modulus {
      if modulus.remainder(dividingBy: other.divisor.value)?.isZero == true {
        return Divisor(BigNumber(copying: other.divisor.value))
      }
    }
    for other in others where other != position {
      guard budget > 0 else { break }
      budget -= 1
      let common = number(other).greatestCommonDivisor(modulus)
      if !common.isOne, common < modulus { return Divisor(common) }
    }
    return Divisor(BigNumber(copying: modulus))
  }

  /// The maximum number of comparisons of individual moduli in a run: about one second of work.
  private static let comparisonLimit = 1000
}
