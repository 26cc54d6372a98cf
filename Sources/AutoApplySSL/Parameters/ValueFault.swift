// SPDX-License-Identifier: Apache-2.0

/// Why a parameter's value is not one that the API takes.
@nonexhaustive
public enum ValueFault: Sendable, Hashable {
  /// The value is empty.
  case empty
  /// The value has more characters than the API takes and is not cut.
  case tooLong(length: Int, maximum: Int)
  /// The value is no whole number.
  case notAnInteger
  /// The number is outside the range.
  case outOfRange(ClosedRange<Int>)
  /// The product is not sold for so many days or years; the values that it is sold for.
  case notOffered([Int])
  /// The value is none of the listed ones; the nearest of them, if any is near.
  case notAllowed(nearest: String?)
  /// The value lacks the form that it must have.
  case malformed(ValueFormat)
  /// The value is no country's code; the code that was probably meant.
  case notACountry(suggestion: String?)
  /// A control character, counted in characters from 0.
  case controlCharacter(index: Int)
}

extension ValueFault: CustomStringConvertible {
  /// The end of a sentence that starts with the value, without a full stop.
  public var description: String {
    switch self {
    case .empty: "is empty"
    case .tooLong(let length, let maximum): "has \(length) characters, and the API takes \(maximum)"
    case .notAnInteger: "is not a whole number"
    case .outOfRange(let range):
      range.upperBound == .max
        ? "is less than \(range.lowerBound)" : "is not between \(range.lowerBound) and \(range.upperBound)"
    case .notOffered(let values):
      "is not among the values that the product is sold for: " + values.map(String.init).joined(separator: ", ")
    case .notAllowed(let nearest):
      "is not among the values that the API takes" + (nearest.map { "; the nearest is \($0)" } ?? "")
    case .malformed(let format): "is not \(format.title)"
    case .notACountry(let suggestion):
      "is not an ISO 3166-1 code of two capital letters" + (suggestion.map { "; write \($0)" } ?? "")
    case .controlCharacter(let index): "has a control character at position \(index)"
    }
  }
}
