// SPDX-License-Identifier: Apache-2.0

/// A check as the catalog shows it.
public struct KeyCheck: Sendable, Hashable {
  /// The stable identifier, which hits carry.
  public let id: String
  /// What it finds, as a sentence without a full stop.
  public let finds: String
  /// Where the rule or the attack is published.
  public let source: String
  /// When it runs.
  public let scope: Scope

  /// How much an audit must be asked for a check to run.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// In every audit.
    case standard
    /// With `AuditOptions.thorough`, or further with it.
    case thorough
    /// With `AuditOptions.deep`, or further with it.
    case deep
    /// Over all keys of a run, or with a list of primes.
    case shared
    /// With a list.
    case list
  }

  /// An entry.
  public init(_ id: String, _ scope: Scope = .standard, finds: String, source: String) {
    self.id = id
    self.scope = scope
    self.finds = finds
    self.source = source
  }
}

extension KeyCheck {
  /// Every check of this module, in the order in which they run; lists name theirs in addition.
  public static let catalog: [KeyCheck] =
    [MalformedKey.check] + RSAChecks.forAnyKey.map { $0.check } + RSAChecks.forUsableModulus.map { $0.check }
    + RSAChecks.lastResort.map { $0.check } + [SharedPrime.check] + ECChecks.ofCurve.map { $0.check }
    + ECChecks.ofRefusedPoint.map { $0.check } + [PointOrder.check]
    + [EdwardsPoint.encoding, EdwardsPoint.lowOrder, EdwardsPoint.offCurve]
    + [DSAKey.sparse, DSAKey.range]

  /// Every check, those of lists included.
  public static let all: [KeyCheck] = catalog + ofLists

  /// The entry with an identifier.
  public static func find(_ id: String) -> KeyCheck? { all.first { $0.id == id } }
}

extension KeyCheck {
  /// A key whose hash stands in a list.
  public static let listed = KeyCheck(
    "known-compromised", .list, finds: "a key whose private part was published, by its hash in a list",
    source: "BR 6.1.1.3 (3), (4)")
  /// A key that a Bloom filter knows.
  public static let filtered = KeyCheck(
    "probably-compromised", .list,
    finds: "a key that a filter of pwnedkeys.com holds, but for the filter's rate of false alarms",
    source: "pwnedkeys.com, filters of type pkbfv1")

  /// The checks that lists make.
  public static let ofLists: [KeyCheck] = [debian, listed, filtered]
}
