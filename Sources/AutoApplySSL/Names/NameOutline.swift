// SPDX-License-Identifier: Apache-2.0

/// What one pass over a name's octets shows of its form; whether it is a name at all is judged elsewhere.
struct NameOutline {
  /// Where its first dot is.
  private(set) var firstDot: Int?
  /// The number of dots.
  private(set) var dots = 0
  /// The number of asterisks.
  private(set) var asterisks = 0
  /// Whether it has a colon.
  private(set) var hasColon = false
  /// Whether it is digits and dots alone.
  private(set) var isNumeric = true
  /// Whether a label is empty, the only one of an empty name among them.
  private(set) var hasEmptyLabel = false

  init(_ octets: Span<UInt8>) {
    var start = 0
    for index in octets.indices {
      let octet = octets[index]
      switch octet {
      case 0x2E:
        if dots == 0 { firstDot = index }
        dots += 1
        if start == index { hasEmptyLabel = true }
        start = index + 1
      case 0x30...0x39: continue
      default:
        isNumeric = false
        if octet == 0x2A { asterisks += 1 }
        if octet == 0x3A { hasColon = true }
      }
    }
    if start == octets.count { hasEmptyLabel = true }
  }

  /// What the name looks like, given its octets.
  func shape(_ octets: Span<UInt8>) -> NameShape {
    if firstDot == 1, octets[0] == 0x2A { return .wildcard }
    return hasColon || isNumeric && dots == 3 && !hasEmptyLabel ? .ipAddress : .host
  }
}
