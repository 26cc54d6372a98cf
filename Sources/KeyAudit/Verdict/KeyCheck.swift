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
