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
    if name.utf8.starts(with: [0x2A, 0x2E]) { return .wildcard }
    var dots = 0
    var previous: UInt8 = 0x2E
    var isNumeric = true
    for octet in name.utf8 {
      if octet == 0x3A { return .ipAddress }
      if octet == 0x2E {
        dots += 1
        isNumeric = isNumeric && previous != 0x2E
      } else {
        isNumeric = isNumeric && octet.isASCIIDigit
      }
      previous = octet
    }
    return isNumeric && dots == 3 && previous != 0x2E ? .ipAddress : .host
  }
}
