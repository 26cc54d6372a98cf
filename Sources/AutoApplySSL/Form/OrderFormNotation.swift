// SPDX-License-Identifier: Apache-2.0

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
