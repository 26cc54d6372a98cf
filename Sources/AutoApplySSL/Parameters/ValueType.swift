// SPDX-License-Identifier: Apache-2.0

/// The reference's own word for a parameter's type.
///
/// `char` says little: the reference uses it for single letters and for identifiers of 100 characters alike.
public enum ValueType: String, Sendable, Hashable, CaseIterable {
  case string, integer, char
}

/// What the reference's column "Requirement" says.
public enum Requirement: String, Sendable, Hashable, CaseIterable {
  case required, conditional, optional
}

/// What becomes of a value longer than the maximum.
public enum Overlength: String, Sendable, Hashable, CaseIterable {
  /// The CA cuts it.
  case truncated
  /// Nothing is said, so the value is taken to be invalid.
  case invalid
  /// The reference says what a longer value changes elsewhere in the order.
  case accepted
}
