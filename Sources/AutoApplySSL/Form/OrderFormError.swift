// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase

/// Why bytes are not a valid order form; contains no content, which can include a password.
@nonexhaustive
public enum OrderFormError: Error, Sendable, Hashable {
  /// The input is empty or white space only.
  case empty
  /// The input is not UTF-8.
  case invalidUTF8(offset: Int)
  /// A percent sign is not followed by two hexadecimal digits.
  case invalidPercent(offset: Int)
  /// The JSON is invalid.
  case json(JSONError)
  /// The JSON is not an object.
  case noObject
  /// A JSON member is not a string, number or Boolean, or an array of strings for a list.
  case unsupportedValue(offset: Int, parameter: ParameterName?)
  /// A line is not `name=value`; lines are counted from 1.
  case lineWithoutName(line: Int, offset: Int)
  /// A value seems to contain a password after another name.
  case secretInValue(ParameterName?)
  /// A setting is not `name=value`.
  case settingWithoutName
  /// A setting contains a password.
  case secretInSetting
}

extension OrderFormError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  public var description: String {
    switch self {
    case .empty: "the order form is empty"
    case .invalidUTF8(let offset): "the order form is not valid UTF-8 at byte \(offset)"
    case .invalidPercent(let offset):
      "the percent sign at byte \(offset) of the order form is not followed by two hexadecimal digits"
    case .json(let error): error.description
    case .noObject: "the order form in JSON must be an object with a member for each parameter"
    case .unsupportedValue(let offset, let parameter):
      "the value \(parameter.map { "of \($0) " } ?? "")at byte \(offset) of the JSON is not a string or a number"
    case .lineWithoutName(let line, _): "line \(line) of the order form is not name=value"
    case .secretInValue(let parameter):
      "the value of \(parameter.map(\.spelling) ?? "a field") contains what looks like a password: put each "
        + "parameter on its own line, or percent-encode the body"
    case .settingWithoutName: "a setting must be name=value"
    case .secretInSetting:
      "a password must not be on the command line, where other users can see it; "
        + "use the environment, a file or the prompt"
    }
  }
}

/// The notation of an order form.
package enum OrderFormNotation: String, Sendable, Hashable, CaseIterable {
  /// A JSON object.
  case json
  /// `application/x-www-form-urlencoded`.
  case urlEncoded
  /// `name=value`, one per line.
  case lines

  /// Detects the notation from the content.
  ///
  /// JSON starts with a brace or a bracket. A URL-encoded body has no white space; one that is written by hand may have
  /// some, but has an ampersand before a parameter. Everything else is lines.
  package static func of(_ bytes: Span<UInt8>) -> OrderFormNotation {
    let range = bytes.trimmed((bytes.startsWithByteOrderMark ? 3 : 0)..<bytes.count)
    guard let first = range.first else { return .lines }
    if bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "[") { return .json }
    guard range.contains(where: { bytes[$0].isASCIIWhitespace }) else { return .urlEncoded }
    return joinsParameters(range, in: bytes) ? .urlEncoded : .lines
  }

  /// Whether the bytes contain an ampersand, a parameter's name and an equals sign in succession.
  private static func joinsParameters(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var start: Int?
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "&"): start = index + 1
      case UInt8(ascii: "="):
        if let name = start.flatMap({ LineReader.name($0..<index, in: bytes) }), ParameterName(name) != nil {
          return true
        }
        start = nil
      case let octet where !octet.isASCIIAlphanumeric: start = nil
      default: break
      }
    }
    return false
  }
}
