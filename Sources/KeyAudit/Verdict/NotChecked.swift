// SPDX-License-Identifier: Apache-2.0

/// Something that an audit leaves open, so that "clean" is not read as more than it is.
public struct NotChecked: Sendable, Hashable {
  /// A stable identifier.
  public let id: String
  /// What is open, as a sentence without a full stop.
  public let sentence: String

  /// A gap, such as the part of a list that is not there.
  public init(_ id: String, _ sentence: String) {
    self.id = id
    self.sentence = sentence
  }

  /// The one gap that every audit has.
  public static let privateList = NotChecked(
    "ca-private-list",
    "the CA keeps a private list of keys that were reported to it as compromised (BR 6.1.1.3, 4.9.12), "
      + "which can't be seen from outside")
  static let noLists = NotChecked(
    "lists", "no list of publicly known keys was given, so the key may be one that was published")
  static let primeModulus = NotChecked(
    "prime-modulus", "whether the modulus is itself a prime; the test costs a hundred times as much as all others")
  static let largerFactors = NotChecked(
    "factors-above-751", "factors from 757 to 65,537")
  static let fartherPrimes = NotChecked(
    "fermat-rounds", "close primes that take Fermat's method more rounds than any CA computes")
  static let smoothFactors = NotChecked("smooth-factors", "primes that Pollard's p - 1 method finds")
  static let sharedPrimes = NotChecked(
    "shared-primes", "whether another key has a prime in common with this one")
  static let sharedPrimesOfOthers = NotChecked(
    "shared-primes", "whether a key that is not of this run has a prime in common with this one")
  static let largeNumbers = NotChecked(
    "large-numbers", "the arithmetic of this key: its numbers are over \(RSAWork.bitLimit) bits")
  static let algorithm = NotChecked("algorithm", "the key's numbers: there are no checks for its algorithm")
  static let subgroup = NotChecked(
    "subgroup", "whether the point has a part of small order beside one of large order")
}
