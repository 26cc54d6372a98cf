// SPDX-License-Identifier: Apache-2.0

/// The one case in which another default holds.
public struct DefaultException: Sendable, Hashable {
  /// When it holds.
  public let when: Condition
  /// The default then.
  public let value: String
}
