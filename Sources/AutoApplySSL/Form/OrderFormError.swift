// SPDX-License-Identifier: Apache-2.0

/// Why bytes are no order form; nothing of the content is kept, since a password may stand anywhere in it.
@nonexhaustive
public enum OrderFormError: Error, Sendable, Hashable {
  /// There is nothing but white space.
  case empty
  /// The text is not UTF-8.
  case invalidUTF8(offset: Int)
  /// A percent sign without two hexadecimal digits.
  case invalidPercent(offset: Int)
  /// The JSON does not hold.
  case json(JSONError)
  /// The JSON is a value other than an object.
  case noObject
  /// A JSON member is neither a string, a number, a truth value nor, for a list, an array of strings.
  case unsupportedValue(offset: Int, parameter: ParameterName?)
  /// A line is not `name=value`; lines count from 1.
  case lineWithoutName(line: Int, offset: Int)
  /// A value goes on with what looks like a password under another name.
  case secretInValue(ParameterName?)
  /// A setting is not `name=value`.
  case settingWithoutName
  /// A password was given as a setting.
  case secretInSetting
}

extension OrderFormError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .empty: "the order form is empty"
    case .invalidUTF8(let offset): "the order form is not UTF-8 at byte \(offset)"
    case .invalidPercent(let offset):
      "the percent sign at byte \(offset) of the order form is not followed by two hexadecimal digits"
    case .json(let error): error.description
    case .noObject: "the JSON of the order form is no object with a member for each parameter"
    case .unsupportedValue(let offset, let parameter):
      "the value \(parameter.map { "of \($0) " } ?? "")at byte \(offset) of the JSON is not a text or a number"
    case .lineWithoutName(let line, _): "line \(line) of the order form is not name=value"
    case .secretInValue(let parameter):
      "the value of \(parameter.map(\.spelling) ?? "a field") goes on with what looks like a password: write each parameter "
        + "in a line of its own, or percent-encode the body"
    case .settingWithoutName: "a setting must be name=value"
    case .secretInSetting:
      "a password must not stand on the command line, where others see it; use the environment, a file or the prompt"
    }
  }
}

/// How an order form is written.
public enum OrderFormNotation: String, Sendable, Hashable, CaseIterable {
  /// A JSON object.
  case json
  /// `application/x-www-form-urlencoded`.
  case urlEncoded
  /// `name=value`, one a line.
  case lines

  /// Tells the notation from the content.
  ///
  /// JSON starts with a brace, or with a bracket where it is no object. A body that is URL-encoded has no white space in it, since that would be
  /// encoded; one put together by hand may, and has an ampersand before a parameter. Everything else is lines.
  public static func of(_ bytes: Span<UInt8>) -> OrderFormNotation {
    let range = bytes.trimmed((bytes.startsWithByteOrderMark ? 3 : 0)..<bytes.count)
    guard let first = range.first else { return .lines }
    if bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "[") { return .json }
    guard range.contains(where: { bytes[$0].isASCIIWhitespace }) else { return .urlEncoded }
    return joinsParameters(range, in: bytes) ? .urlEncoded : .lines
  }

  /// Whether an ampersand, a parameter's name and an equals sign stand together.
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
