// SPDX-License-Identifier: Apache-2.0

/// The reference's own word for a parameter's type.
///
/// `char` says little: the reference uses it for single letters and for identifiers of 100 characters alike.
public enum ValueType: String, Sendable, Hashable, CaseIterable {
  case string, integer, char
}
