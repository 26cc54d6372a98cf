// SPDX-License-Identifier: Apache-2.0

/// A value that makes a request token unique when a request is used again: 1 to 20 ASCII letters and digits.
///
/// Source: AutoApplySSL request, `uniqueValue`; Sectigo, Request Token.
public struct UniqueValue: Sendable, Hashable {
  /// The most characters that the API takes.
  public static let maximumLength = 20
  /// The length of the values that Sectigo makes itself, as in the reference's sample answer.
  public static let usualLength = 8

  /// The value as it goes into the order, the file and the record; the case of letters counts.
  public let text: String

  /// Takes the value as given; nothing is trimmed or repaired.
  ///
  /// - Throws: ``UniqueValueError`` when it is empty, over 20 characters or not alphanumeric.
  public init(_ text: String) throws(UniqueValueError) {
    var length = 0
    for scalar in text.unicodeScalars {
      length += 1
      guard scalar.isASCIIAlphanumeric else { throw .character(scalar, offset: length - 1) }
      guard length <= UniqueValue.maximumLength else { throw .tooLong(length: text.unicodeScalars.count) }
    }
    guard length > 0 else { throw .empty }
    self.text = text
  }

  /// A new value of the API's look: 8 letters and digits from the system's random source, 47 bits.
  public static func random() -> UniqueValue {
    var source = SystemRandomNumberGenerator()
    return random(using: &source)
  }

  /// A new value of the API's look from a random source of the caller's.
  public static func random(using source: inout some RandomNumberGenerator) -> UniqueValue {
    var text = ""
    for _ in 0..<usualLength {
      text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &source)])
    }
    return UniqueValue(checked: text)
  }

  private init(checked text: String) { self.text = text }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".unicodeScalars)
}

extension UniqueValue: CustomStringConvertible {
  /// The value itself.
  public var description: String { text }
}

/// Why a text is no `uniqueValue`.
public enum UniqueValueError: Error, Sendable, Hashable {
  /// The text has no characters.
  case empty
  /// The text has more than 20 characters.
  case tooLong(length: Int)
  /// The text has a character that is neither an ASCII letter nor a digit, after `offset` good ones.
  case character(Unicode.Scalar, offset: Int)
}

extension UniqueValueError: CustomStringConvertible {
  /// What is wrong, without a full stop.
  public var description: String {
    switch self {
    case .empty: "a uniqueValue has at least one character"
    case .tooLong(let length):
      "a uniqueValue has at most \(UniqueValue.maximumLength) characters, this one has \(length)"
    case .character(let scalar, let offset):
      "a uniqueValue is letters A-Z, a-z and digits only; character \(offset + 1) is "
        + "U+\(String(scalar.value, radix: 16, uppercase: true))"
    }
  }
}

extension Unicode.Scalar {
  var isASCIIAlphanumeric: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
  }
}
