// SPDX-License-Identifier: Apache-2.0

/// What a name looks like; whether it is a valid one is judged by the floor of domain names.
public enum NameShape: String, Sendable, Hashable, CaseIterable {
  /// Starts with an asterisk label.
  case wildcard
  /// Has colons, or four numbers between dots.
  case ipAddress
  /// Anything else.
  case host

  /// What several of them are called.
  var plural: String {
    switch self {
    case .wildcard: "wildcards"
    case .ipAddress: "IP addresses"
    case .host: "host names"
    }
  }

  /// The shape of a name.
  public static func of(_ name: String) -> NameShape {
    let octets = name.utf8.span
    return NameOutline(octets).shape(octets)
  }
}
