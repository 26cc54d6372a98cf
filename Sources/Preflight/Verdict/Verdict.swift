// SPDX-License-Identifier: Apache-2.0
/// What to expect of an order.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// Nothing speaks against it.
  case accepted
  /// Something may not go as its maker expects.
  case doubtful
  /// The CA will answer with an error.
  case refused
}
