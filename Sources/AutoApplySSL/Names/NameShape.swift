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

/// What one pass over a name's octets shows of its form; whether it is a name at all is judged elsewhere.
struct NameOutline {
  /// Where its first dot is.
  let firstDot: Int?
  /// The number of dots.
  let dots: Int
  /// The number of asterisks.
  let asterisks: Int
  /// Whether it has a colon.
  let hasColon: Bool
  /// Whether it is digits and dots alone.
  let isNumeric: Bool
  /// Whether a label is empty, the only one of an empty name among them.
  let hasEmptyLabel: Bool

  init(_ octets: Span<UInt8>) {
    var firstDot: Int?
    var (start, dots, asterisks, colons, digits, emptyLabels) = (0, 0, 0, 0, 0, 0)
    for index in octets.indices {
      let octet = octets[index]
      // Letters, which most octets are, are counted nowhere.
      if octet > 0x3A { continue }
      if octet == 0x2E {
        if dots == 0 { firstDot = index }
        dots += 1
        if start == index { emptyLabels += 1 }
        start = index + 1
      } else if octet == 0x2A {
        asterisks += 1
      } else if octet == 0x3A {
        colons += 1
      } else if octet.isASCIIDigit {
        digits += 1
      }
    }
    self.firstDot = firstDot
    self.dots = dots
    self.asterisks = asterisks
    hasColon = colons > 0
    isNumeric = digits + dots == octets.count
    hasEmptyLabel = emptyLabels > 0 || start == octets.count
  }

  /// What the name looks like, given its octets.
  func shape(_ octets: Span<UInt8>) -> NameShape {
    if firstDot == 1, octets[0] == 0x2A { return .wildcard }
    return hasColon || isNumeric && dots == 3 && !hasEmptyLabel ? .ipAddress : .host
  }
}
