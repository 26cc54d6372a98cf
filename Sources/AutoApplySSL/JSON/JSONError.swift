// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a JSON text; each case carries the offset of the byte at fault and nothing of the content.
@nonexhaustive
public enum JSONError: Error, Sendable, Hashable {
  /// The text ends where more is needed.
  case unexpectedEnd(offset: Int)
  /// Another byte than the grammar allows; `expected` is a noun phrase.
  case unexpected(offset: Int, expected: String)
  /// Something follows the value.
  case trailingData(offset: Int)
  /// A string with a control character that must be escaped.
  case controlCharacter(offset: Int)
  /// A backslash that starts no escape, or half of a surrogate pair.
  case invalidEscape(offset: Int)
  /// A string that is not UTF-8.
  case invalidUTF8(offset: Int)
  /// Nesting deeper than `limit`.
  case tooDeep(offset: Int, limit: Int)

  /// The offset of the byte at fault.
  public var offset: Int {
    switch self {
    case .unexpectedEnd(let offset), .unexpected(let offset, _), .trailingData(let offset),
      .controlCharacter(let offset), .invalidEscape(let offset), .invalidUTF8(let offset), .tooDeep(let offset, _):
      offset
    }
  }
}

extension JSONError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .unexpectedEnd(let offset): "the JSON ends at byte \(offset), before its value does"
    case .unexpected(let offset, let expected): "\(expected) is missing at byte \(offset) of the JSON"
    case .trailingData(let offset): "something follows the JSON value at byte \(offset)"
    case .controlCharacter(let offset): "a control character at byte \(offset) of the JSON is not escaped"
    case .invalidEscape(let offset): "the backslash at byte \(offset) of the JSON starts no valid escape"
    case .invalidUTF8(let offset): "the JSON string at byte \(offset) is not UTF-8"
    case .tooDeep(let offset, let limit): "the JSON is nested more than \(limit) deep at byte \(offset)"
    }
  }
}
