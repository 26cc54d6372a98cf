// SPDX-License-Identifier: Apache-2.0

/// What an audit says of one key.
public struct KeyVerdict: Sendable, Hashable {
  /// The worst of the hits' outcomes.
  public let outcome: Outcome
  /// What was found, the worst first; empty for most keys.
  public let hits: [KeyHit]
  /// What the audit could not see, or was not asked to look for.
  public let notChecked: [NotChecked]

  /// The verdicts, from best to worst; the raw value is the word in the JSON contract.
  public enum Outcome: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Nothing was found but what is said for information.
    case clean
    /// Too small, or marked by a flawed generator; the private key is not known.
    case weak
    /// The private key is public, or anyone can compute it.
    case compromised
    /// No key that can be used as one: its numbers or its point break their definition.
    case invalid

    /// From best to worst.
    public static func < (left: Outcome, right: Outcome) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .clean: 0
      case .weak: 1
      case .compromised: 2
      case .invalid: 3
      }
    }
  }

  init(_ hits: [KeyHit], notChecked: [NotChecked]) {
    guard let first = hits.first else {
      outcome = .clean
      self.hits = hits
      self.notChecked = notChecked
      return
    }
    let sorted = hits.count == 1 ? hits : hits.enumerated().sorted(by: KeyVerdict.isWorse).map(\.element)
    outcome = sorted.first?.outcome ?? first.outcome
    self.hits = sorted
    self.notChecked = notChecked
  }

  private static func isWorse(_ left: (offset: Int, element: KeyHit), _ right: (offset: Int, element: KeyHit)) -> Bool {
    (right.element.outcome, left.offset) < (left.element.outcome, right.offset)
  }

  /// The error codes that the hits predict, each once, the worst hit's first.
  public var predicted: [Int] {
    var codes: [Int] = []
    for hit in hits {
      if let code = hit.predicts, !codes.contains(code) { codes.append(code) }
    }
    return codes
  }

  /// The verdict after the key was compared with all others of a run (`SharedPrimes`).
  ///
  /// - Parameter hit: what that found.
  public func compared(finding hit: KeyHit?) -> KeyVerdict {
    KeyVerdict(
      hits + (hit.map { [$0] } ?? []),
      notChecked: notChecked.map { $0 == .sharedPrimes ? .sharedPrimesOfOthers : $0 })
  }
}

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
