// SPDX-License-Identifier: Apache-2.0

/// An amount in hundredths of the account's currency.
package struct Money: Sendable, Hashable, Comparable {
  /// The hundredths.
  package let hundredths: Int

  /// Zero.
  package static let zero = Money(hundredths: 0)

  /// Creates an amount from hundredths.
  package init(hundredths: Int) { self.hundredths = hundredths }

  /// Parses `12`, `12.5` or `12.50`, with at most 12 digits before the point; nil if the text is malformed.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, 1...12 ~= parts[0].utf8.count, parts.allSatisfy(Money.isDigits) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : "0"
    guard 1...2 ~= fraction.utf8.count, let whole = Int(parts[0]), let part = Int(fraction) else { return nil }
    hundredths = whole * 100 + (fraction.utf8.count == 1 ? part * 10 : part)
  }

  private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { 0x30...0x39 ~= $0 } }

  /// `12.50`
  package var text: String {
    let part = hundredths % 100
    return "\(hundredths / 100).\(part < 10 ? "0" : "")\(part)"
  }

  /// Compares amounts.
  package static func < (left: Money, right: Money) -> Bool { left.hundredths < right.hundredths }
}
