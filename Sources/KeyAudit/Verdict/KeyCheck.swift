// SPDX-License-Identifier: Apache-2.0

/// An entry of the catalog of checks.
public struct KeyCheck: Sendable, Hashable {
  /// The stable identifier that hits carry.
  public let id: ID
  /// What the check finds: a noun phrase without a full stop.
  public let finds: String
  /// Where the requirement or the attack is published.
  public let source: String
  /// When the check runs.
  public let scope: Scope

  /// The stable identifier of a check, such as `roca`.
  public struct ID: ExpressibleByStringLiteral, Sendable, Hashable, CustomStringConvertible {
    /// The identifier as text.
    public let description: String

    /// Creates an identifier.
    public init(stringLiteral text: String) { description = text }
  }

  /// The kind of audit in which a check runs.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// In every audit.
    case standard
    /// With `AuditOptions.thorough`.
    case thorough
    /// With `AuditOptions.deep`.
    case deep
    /// Across all keys of a run, or with a list of primes.
    case shared
    /// Across all keys of a run.
    case run
    /// With a list.
    case list
    /// With the signatures of requests.
    case signature
  }

  /// Creates an entry.
  package init(_ id: String, _ scope: Scope = .standard, finds: String, source: String) {
    self.id = ID(stringLiteral: id)
    self.scope = scope
    self.finds = finds
    self.source = source
  }
}

extension KeyCheck {
  /// The checks that need no list, in the order in which they run.
  package static let catalog: [KeyCheck] =
    [MalformedKey.check] + RSAChecks.forAnyKey.map { $0.check } + RSAChecks.forUsableModulus.map { $0.check }
    + RSAChecks.lastResort.map { $0.check } + [SharedPrime.check] + ECChecks.ofCurve.map { $0.check }
    + ECChecks.ofInvalidPoint.map { $0.check } + [PointOrder.check]
    + [EdwardsPoint.encoding, EdwardsPoint.lowOrder, EdwardsPoint.offCurve]
    + [DSAKey.sparse, DSAKey.range]

  /// The checks that need the signature of a request.
  package static let ofSignatures: [KeyCheck] = [
    FaultySignature.check, ReusedNonces.check, SmallNonce.check, CloseNonces.check,
  ]

  /// The checks that need a list.
  package static let ofLists: [KeyCheck] = [debian, listed, filtered]

  /// The checks whose hits a changed key does not have by chance, except with a probability below 2^-60.
  static let excludingChance: Set<ID> = Set(
    [
      listed, debian, SharedPrime.check, ROCA.check, Fermat.check, PrimePower.check, SmallPrivateExponent.check,
      ShortSleeve.check, FaultySignature.check, ReusedNonces.check, SmallNonce.check, CloseNonces.check,
    ].map(\.id))

  /// Every check.
  public static let all: [KeyCheck] = catalog + ofSignatures + ofLists

  /// Returns the check with an identifier.
  package static func find(_ id: ID) -> KeyCheck? { all.first { $0.id == id } }

  /// A key whose hash is in a list.
  package static let listed = KeyCheck(
    "known-compromised", .list, finds: "a key that is in a list of keys whose private keys were published",
    source: "BR 6.1.1.3 (3), (4)")
  /// A key that matches a Bloom filter.
  package static let filtered = KeyCheck(
    "probably-compromised", .list,
    finds: "a key that matches a Bloom filter of pwnedkeys.com; false positives are possible",
    source: "pwnedkeys.com, filters of type pkbfv1")
}
