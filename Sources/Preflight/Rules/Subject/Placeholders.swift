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

  private static let lengths: UInt64 = values.reduce(into: 0) { $0 |= 1 << UInt64($1.utf8.count) }

  /// Whether a value of so many bytes can be one of them: all that most values cost.
  @inline(__always)
  static func mayHold(_ count: Int) -> Bool {
    count > 0 && (count <= 4 || count < 64 && lengths & (1 << UInt64(count)) != 0)
  }

  /// Whether the value is a placeholder, or made of dots, dashes and spaces only.
  static func contains(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 == 0x2E || $0 == 0x2D || $0 == 0x20 }) { return !text.isEmpty }
    return values.contains(text.lowercased())
  }
}
