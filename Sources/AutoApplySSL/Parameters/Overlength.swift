// SPDX-License-Identifier: Apache-2.0

/// What becomes of a value longer than the maximum.
public enum Overlength: String, Sendable, Hashable, CaseIterable {
  /// The CA cuts it.
  case truncated
  /// Nothing is said, so the value is taken to be invalid.
  case invalid
  /// The reference says what a longer value changes elsewhere in the order.
  case accepted
}
