// SPDX-License-Identifier: Apache-2.0

/// What a name looks like; whether it is a valid one is judged by the floor of domain names.
public enum NameShape: String, Sendable, Hashable, CaseIterable {
  /// Starts with an asterisk label.
  case wildcard
  /// Has colons, or four numbers between dots.
  case ipAddress
  /// Anything else.
  case host

  /// The shape of a name.
  public static func of(_ name: some StringProtocol) -> NameShape {
    if name.utf8.starts(with: "*.".utf8) { return .wildcard }
    if name.utf8.contains(0x3A) { return .ipAddress }
    let labels = name.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
    let isNumeric = labels.count == 4 && labels.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIIDigit) }
    return isNumeric ? .ipAddress : .host
  }
}
