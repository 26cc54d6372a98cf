// SPDX-License-Identifier: Apache-2.0

/// A fact with the place where it was found.
public struct Sourced<Value: Sendable>: Sendable {
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

// A constraint on the type itself would be looked up at each start of the process.
extension Sourced: Equatable where Value: Equatable {}
extension Sourced: Hashable where Value: Hashable {}
