// SPDX-License-Identifier: Apache-2.0

/// What a parameter may hold.
public enum AllowedValues: Sendable, Hashable {
  /// Any text.
  case any
  /// One of these and nothing else, letter for letter.
  case oneOf([Choice])
  /// A whole number in this range.
  case integers(ClosedRange<Int>)
  /// A number of days or years that the product is sold for.
  case validity
  /// A text with a form of its own.
  case format(ValueFormat)

  /// One of a parameter's values and what it means.
  public struct Choice: Sendable, Hashable {
    /// The value as the API writes it.
    public let value: String
    /// Its meaning.
    public let meaning: String

    init(_ value: String, _ meaning: String) {
      self.value = value
      self.meaning = meaning
    }
  }

  /// The choices, empty unless the values are listed.
  public var choices: [Choice] {
    guard case .oneOf(let choices) = self else { return [] }
    return choices
  }
}
