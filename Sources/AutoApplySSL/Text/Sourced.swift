// SPDX-License-Identifier: Apache-2.0

/// A fact with the place where it was found.
public struct Sourced<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The fact.
  public let value: Value
  /// Where it is written.
  public let source: FactSource

  /// A fact and its source.
  public init(_ value: Value, _ source: FactSource) {
    self.value = value
    self.source = source
  }

  /// Whether the reference says so or it is inferred.
  public var certainty: Certainty { source.certainty }
}
