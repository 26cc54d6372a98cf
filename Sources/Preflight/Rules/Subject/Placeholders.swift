// SPDX-License-Identifier: Apache-2.0

/// Values that say nothing: placeholders (BR 7.1.4.2) and defaults of the software that made the request.
enum Placeholders {
  private static let values: Set<String> = [
    "n/a", "na", "none", "null", "nil", "unknown", "undefined", "test", "example", "xx", "xxx", "todo", "tbd",
    "default",
    "not applicable", "not available", "empty", "some-state", "internet widgits pty ltd", "default city",
    "default company ltd", "my company", "company", "company name", "organization", "organisation", "your company",
    "my organization", "city", "state", "locality", "street", "department", "section",
  ]

  /// The first octets of the values of each length, as bits: a filter that lets few other values through.
  private static let firstLetters: [UInt32] = values.reduce(into: Array(repeating: 0, count: 64)) { filter, value in
    filter[value.utf8.count] |= bit(value.utf8.first ?? 0)
  }

  private static func bit(_ octet: UInt8) -> UInt32 { 1 << UInt32(octet & 0x1F) }

  /// Whether a value can be one of them, told from its length and first octet: all that most values cost.
  @inline(__always)
  static func mayHold(_ value: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let first = value.first else { return false }
    return mayHold(length: value.count, first: bytes[first])
  }

  /// The same of a text.
  static func mayHold(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return mayHold(length: text.utf8.count, first: first)
  }

  @inline(__always)
  private static func mayHold(length: Int, first: UInt8) -> Bool {
    guard length < 64 else { return false }
    if first < 0x30 || first >= 0x80 { return true }
    return firstLetters[length] & bit(first) != 0
  }

  /// Whether the value is a placeholder, or made of dots, dashes and spaces only.
  static func contains(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 == 0x2E || $0 == 0x2D || $0 == 0x20 }) { return !text.isEmpty }
    return values.contains(text.lowercased())
  }
}
