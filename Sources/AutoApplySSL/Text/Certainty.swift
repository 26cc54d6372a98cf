// SPDX-License-Identifier: Apache-2.0

/// How sure a fact or a prediction is.
public enum Certainty: String, Sendable, Hashable, CaseIterable {
  /// The API reference says so.
  case documented
  /// A rule of the industry, another page or an observation says so; the reference does not.
  case inferred
  /// A ledger or a list of the user's says so.
  case local

  /// The word in output.
  public var name: String { rawValue }
}
