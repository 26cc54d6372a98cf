// SPDX-License-Identifier: Apache-2.0

/// What the reference's column "Requirement" says.
public enum Requirement: String, Sendable, Hashable, CaseIterable {
  case required, conditional, optional
}
