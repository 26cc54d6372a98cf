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
  /// A JSON object starts with a brace. A body that is URL-encoded has no white space in it, since that would be
  /// encoded. Everything else is lines.
  public static func of(_ bytes: Span<UInt8>) -> OrderFormNotation {
    let range = bytes.trimmed((bytes.startsWithByteOrderMark ? 3 : 0)..<bytes.count)
    guard let first = range.first else { return .lines }
    if bytes[first] == UInt8(ascii: "{") { return .json }
    for index in range where bytes[index].isASCIIWhitespace { return .lines }
    return .urlEncoded
  }
}
