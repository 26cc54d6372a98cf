// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// The shape of a name; the DomainNames layer checks whether it is valid.
package enum NameShape: String, Sendable, Hashable, CaseIterable {
  /// The first label is an asterisk.
  case wildcard
  /// The name has colons, or is four numbers separated by dots.
  case ipAddress
  /// Anything else.
  case host

  /// The plural as a noun.
  var plural: String {
    switch self {
    case .wildcard: "wildcards"
    case .ipAddress: "IP addresses"
    case .host: "host names"
    }
  }

  /// The shape of a name.
  package static func of(_ name: String) -> NameShape {
    let octets = name.utf8.span
    return NameOutline(octets).shape(octets)
  }
}

/// The structure of a name, from one pass over its octets; validity is checked elsewhere.
struct NameOutline {
  /// The offset of the first dot.
  let firstDot: Int?
  /// The number of dots.
  let dots: Int
  /// The number of asterisks.
  let asterisks: Int
  /// Whether it has a colon.
  let hasColon: Bool
  /// Whether it consists of digits and dots.
  let isNumeric: Bool
  /// Whether a label is empty; an empty name has one empty label.
  let hasEmptyLabel: Bool

  init(_ octets: Span<UInt8>) {
    var firstDot: Int?
    var (start, dots, asterisks, colons, digits, emptyLabels) = (0, 0, 0, 0, 0, 0)
    for index in octets.indices {
      let octet = octets[index]
      // Most octets are letters, which are not counted.
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

  /// The shape of the name with these octets.
  func shape(_ octets: Span<UInt8>) -> NameShape {
    if firstDot == 1, octets[0] == 0x2A { return .wildcard }
    return hasColon || isNumeric && dots == 3 && !hasEmptyLabel ? .ipAddress : .host
  }
}
