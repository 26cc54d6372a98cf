// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// A value that makes the request token of a reused CSR unique: 1 to 20 ASCII letters and digits.
///
/// Source: AutoApplySSL request, `uniqueValue`; Sectigo, Request Token.
public struct UniqueValue: Sendable, Hashable {
  /// The maximum length that the API accepts.
  public static let maximumLength = 20
  /// The length of the values that Sectigo generates, as in the reference's sample response.
  package static let usualLength = 8

  /// The value in the order, the file and the record; case-sensitive.
  public let text: String

  /// Validates a value, without trimming or repairing it.
  ///
  /// - Throws: ``UniqueValueError`` if it is empty, longer than 20 characters or not alphanumeric.
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

  /// A new value like those of the API: 8 letters and digits from the system's random generator, 47 bits.
  public static func random() -> UniqueValue {
    var source = SystemRandomNumberGenerator()
    return random(using: &source)
  }

  /// A new value like those of the API, from the caller's random generator.
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

/// Why a string is not a valid `uniqueValue`.
public enum UniqueValueError: Error, Sendable, Hashable {
  /// The value is empty.
  case empty
  /// The value has more than 20 characters.
  case tooLong(length: Int)
  /// The character at `offset`, counted from 0, is neither an ASCII letter nor a digit.
  case character(Unicode.Scalar, offset: Int)
}

extension UniqueValueError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  public var description: String {
    switch self {
    case .empty: "uniqueValue must not be empty"
    case .tooLong(let length):
      "uniqueValue has \(length) characters; the maximum is \(UniqueValue.maximumLength)"
    case .character(let scalar, let offset):
      "uniqueValue must contain only A-Z, a-z and 0-9; character \(offset + 1) is "
        + "U+\(String(scalar.value, radix: 16, uppercase: true))"
    }
  }
}

extension Unicode.Scalar {
  var isASCIIAlphanumeric: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
  }
}
