// SPDX-License-Identifier: Apache-2.0

/// Why a method cannot validate a name.
public enum DCVObstacle: String, Sendable, Hashable, CaseIterable {
  /// A file proves control of one host only (BR 3.2.2.4.18, 3.2.2.4.19).
  case fileForWildcard
  /// An address has no DNS records or mailboxes of its own; the CA validates it by file only.
  case recordForAddress

  /// The obstacle as a clause.
  public var title: String {
    switch self {
    case .fileForWildcard: "a file proves control of one host and not of a wildcard"
    case .recordForAddress: "an IP address can be validated by a file only"
    }
  }
}
