// SPDX-License-Identifier: Apache-2.0

/// Why bytes are no answer of the API.
@nonexhaustive
public enum OrderResponseError: Error, Sendable, Hashable {
  /// There is nothing but white space.
  case empty
  /// The text is a web page, which a proxy or a wrong address answers with.
  case webPage
  /// The text is not UTF-8.
  case invalidUTF8(offset: Int)
  /// A percent sign without two hexadecimal digits.
  case invalidPercent(offset: Int)
  /// The first line, or errorCode, is not a whole number.
  case noStatusCode
}

extension OrderResponseError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .empty: "the answer is empty"
    case .webPage: "the answer is a web page and not the API's; check the address and any proxy in between"
    case .invalidUTF8(let offset): "the answer is not UTF-8 at byte \(offset)"
    case .invalidPercent(let offset):
      "the percent sign at byte \(offset) of the answer is not followed by two hexadecimal digits"
    case .noStatusCode: "the answer starts with no status code and has no errorCode"
    }
  }
}
