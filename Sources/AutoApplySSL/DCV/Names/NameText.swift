// SPDX-License-Identifier: Apache-2.0

/// Syntax of domain names in the DNS (RFC 1035 §2.3.4).
enum DomainText {
  /// The maximum length of a name in text form, in octets, without the trailing dot.
  static let maximumOctets = 253

  /// Checks lengths and octets of a name in lower case without a trailing dot.
  static func check(_ name: Substring) throws(NameError) {
    let count = name.utf8.count
    guard count <= maximumOctets else { throw .nameTooLong(octets: count) }
    var label = 0
    for (offset, octet) in name.utf8.enumerated() {
      switch octet {
      case UInt8(ascii: "."):
        guard label > 0 else { throw .emptyLabel }
        label = 0
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        label += 1
        guard label <= 63 else { throw .labelTooLong(octets: label) }
      default:
        throw .octet(octet, offset: offset)
      }
    }
    guard label > 0 else { throw .emptyLabel }
  }

  /// Whether `name` is `domain` or a subdomain of it.
  static func isWithin(_ name: some StringProtocol, _ domain: some StringProtocol) -> Bool {
    let (long, short) = (name.utf8.count, domain.utf8.count)
    guard long > short else { return name == domain }
    guard name.hasSuffix(domain) else { return false }
    return name.utf8[name.utf8.index(name.utf8.startIndex, offsetBy: long - short - 1)] == UInt8(ascii: ".")
  }

  /// The host and its parents up to and including `last`; empty if the host is not within `last`.
  static func path(from host: String, downTo last: String) -> [String] {
    guard !last.isEmpty, isWithin(host, last) else { return [] }
    var path: [String] = []
    var rest = host[...]
    while rest.utf8.count > last.utf8.count {
      path.append(String(rest))
      guard let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) else { break }
      rest = rest[rest.utf8.index(after: dot)...]
    }
    path.append(last)
    return path
  }
}

/// Syntax of IP addresses in text form (RFC 3986 §3.2.2).
enum IPAddressText {
  /// Whether the last label is numeric, which is not possible for a top-level domain (RFC 1123 §2.1).
  static func looksLikeIPv4(_ text: String) -> Bool {
    guard let last = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).last else {
      return false
    }
    return !last.isEmpty && last.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether the text is four decimal octets without leading zeros.
  static func isIPv4(_ text: some StringProtocol) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.count), part.count == 1 || part.first != 0x30 else { return false }
        var value = 0
        for digit in part {
          guard (0x30...0x39).contains(digit) else { return false }
          value = value * 10 + Int(digit - 0x30)
        }
        return value <= 255
      }
  }

  /// Whether the text is eight groups of hexadecimal digits, or fewer with one `::`; the last two can be in IPv4 form.
  static func isIPv6(_ text: String) -> Bool {
    guard text.utf8.count <= 45 else { return false }
    guard let gap = doubleColon(text) else { return groups(text[...]) == 8 }
    guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
      !text[..<gap.lowerBound].contains(".")
    else { return false }
    return head + tail <= 7
  }

  private static func doubleColon(_ text: String) -> Range<String.Index>? {
    var before: String.Index?
    for index in text.indices {
      if let before, text[before] == ":", text[index] == ":" { return before..<text.index(after: index) }
      before = index
    }
    return nil
  }

  /// The number of 16-bit groups, or nil if the text is malformed.
  private static func groups(_ text: Substring) -> Int? {
    guard !text.isEmpty else { return 0 }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains(".") {
        guard isIPv4(part) else { return nil }
        count += 2
      } else {
        guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexDigit) else { return nil }
        count += 1
      }
    }
    return count
  }

  private static func isHexDigit(_ octet: UInt8) -> Bool {
    (0x30...0x39).contains(octet) || (0x61...0x66).contains(octet)
  }
}
