// SPDX-License-Identifier: Apache-2.0

/// The result of auditing one key.
public struct KeyVerdict: Sendable, Hashable {
  /// The most severe outcome of all hits.
  public let outcome: Outcome
  /// The hits, the most severe first; empty for most keys.
  public let hits: [KeyHit]
  /// What the audit could not check, or was not configured to check.
  public let notChecked: [NotChecked]

  /// A verdict; the raw value is the word in JSON. Outcomes are ordered from `clean` to `invalid`.
  public enum Outcome: String, Sendable, Hashable, CaseIterable, Comparable {
    /// There are no hits, or only informational ones.
    case clean
    /// The key is too small or comes from a flawed generator; its private key is not known.
    case weak
    /// The private key is public, or anyone can compute it.
    case compromised
    /// The key cannot be used: its numbers or its point violate the definition of the algorithm.
    case invalid

    /// Orders outcomes by severity.
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
    let sorted = hits.count == 1 ? hits : hits.enumerated().sorted(by: KeyVerdict.isMoreSevere).map(\.element)
    outcome = sorted.first?.outcome ?? first.outcome
    self.hits = sorted
    self.notChecked = notChecked
  }

  private static func isMoreSevere(
    _ left: (offset: Int, element: KeyHit), _ right: (offset: Int, element: KeyHit)
  ) -> Bool {
    (right.element.outcome, left.offset) < (left.element.outcome, right.offset)
  }

  /// The error codes that the hits predict, without duplicates, the most severe hit's first.
  package var predicted: [Int] {
    var codes: [Int] = []
    for hit in hits {
      if let code = hit.predicts, !codes.contains(code) { codes.append(code) }
    }
    return codes
  }

  /// Returns the verdict with more hits and gaps.
  package func adding(_ more: [KeyHit], notChecked gaps: [NotChecked] = []) -> KeyVerdict {
    KeyVerdict(hits + more, notChecked: notChecked + gaps)
  }

  /// Returns the verdict after the key was compared with all other keys of a run (`SharedPrimes`, `ReusedNonces`,
  /// `CloseNonces`).
  ///
  /// - Parameter hit: the result of the comparison.
  package func compared(finding hit: KeyHit?) -> KeyVerdict { compared(findings: hit.map { [$0] } ?? []) }

  /// Returns the verdict after several comparisons with all other keys of a run.
  package func compared(findings found: [KeyHit]) -> KeyVerdict {
    KeyVerdict(
      hits + found,
      notChecked: notChecked.map { gap in
        switch gap.id {
        case NotChecked.sharedPrimes.id: .sharedPrimesOutsideRun
        case NotChecked.relatedNonces.id: .relatedNoncesOutsideRun
        default: gap
        }
      })
  }
}

extension KeyVerdict {
  /// The verdict on a key that no signature proves: damage to the request may have changed the key.
  ///
  /// A fault that a changed key has by chance makes it unusable as it stands, and says nothing about the signer's key.
  package func withoutProof() -> KeyVerdict {
    guard !hits.isEmpty else { return self }
    return KeyVerdict(hits.map(\.withoutProof), notChecked: notChecked)
  }
}

extension KeyHit {
  fileprivate var withoutProof: KeyHit {
    guard let check = KeyCheck.find(check), !excludesChance else { return self }
    // A size or a curve that the CA does not accept does not indicate damage.
    let isUsable = outcome == .clean || predicts == PredictedCode.unsupportedSize
    return KeyHit(check, grade, isUsable ? .clean : .invalid, evidence)
  }

  /// Whether a changed key does not have the fault by chance; it may share a small prime with another key.
  private var excludesChance: Bool {
    guard KeyCheck.excludingChance.contains(check), grade != .probable else { return false }
    return switch check {
    case SharedPrime.check.id: evidence.contains { $0.value.utf8.count > "0x".count + 64 / 4 }
    case ShortSleeve.check.id: outcome == .compromised
    default: true
    }
  }
}

/// Something that an audit did not check, so that `clean` is not taken for more than it means.
public struct NotChecked: Sendable, Hashable {
  /// The stable identifier.
  public let id: String
  /// What was not checked: a noun phrase without a full stop.
  public let sentence: String

  /// Creates a gap, such as the missing part of a list.
  package init(_ id: String, _ sentence: String) {
    self.id = id
    self.sentence = sentence
  }

  /// The one gap that every audit has.
  package static let privateList = NotChecked(
    "ca-private-list",
    "the CA's private list of keys that were reported to it as compromised (BR 6.1.1.3, 4.9.12)")
  static let noLists = NotChecked("lists", "lists of published keys, because none was given")
  static let primeModulus = NotChecked(
    "prime-modulus",
    "whether the modulus is itself prime; this test costs a hundred times as much as all other checks together")
  static let largerFactors = NotChecked("factors-above-751", "prime factors from 757 to 65,537")
  static let moreFermatRounds = NotChecked(
    "fermat-rounds", "close primes that Fermat's method finds only after more rounds than any CA computes")
  static let smoothFactors = NotChecked("smooth-factors", "primes that Pollard's p - 1 method finds")
  static let sharedPrimes = NotChecked(
    "shared-primes", "whether another key has a prime factor in common with this one")
  static let sharedPrimesOutsideLists = NotChecked(
    "shared-primes", "whether a key that is not in a list has a prime factor in common with this one")
  static let sharedPrimesOutsideRun = NotChecked(
    "shared-primes", "whether a key outside this run has a prime factor in common with this one")
  static let largeNumbers = NotChecked(
    "large-numbers", "the arithmetic of this key, because its numbers exceed \(PreparedRSAKey.bitLimit) bits")
  static let algorithm = NotChecked(
    "algorithm", "the numbers of this key, because there are no checks for its algorithm")
  static let subgroup = NotChecked("subgroup", "whether the point has a component of small order")
}

extension NotChecked {
  static let smallNonces = NotChecked(
    "small-nonces", "whether the nonce of the signature, or its difference from another nonce of this key, is small")
  static let longerNonces = NotChecked(
    "small-nonces",
    """
    whether the nonce of the signature, or its difference from another nonce of this key, has \
    \(AuditOptions.thorough.nonceBits + 1) to \(AuditOptions.deep.nonceBits) bits
    """)
  static let relatedNonces = NotChecked(
    "related-nonces", "whether another signature has the same nonce, or one close to it")
  static let relatedNoncesOutsideRun = NotChecked(
    "related-nonces", "whether a signature outside this run has the same nonce, or one close to it")

  /// What a search for nonces of at most this length does not check.
  static func nonces(bits: Int) -> [NotChecked] {
    if bits == 0 { return [.smallNonces, .relatedNonces] }
    return bits < AuditOptions.deep.nonceBits ? [.longerNonces, .relatedNonces] : [.relatedNonces]
  }
}
