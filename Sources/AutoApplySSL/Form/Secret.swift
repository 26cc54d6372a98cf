// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// A string that is never shown: descriptions, dumps and mirrors are `***`.
public struct Secret: Sendable, Hashable {
  /// The text shown instead of a secret.
  public static let mask = "***"

  private let text: String

  /// Wraps a secret.
  public init(_ text: String) {
    self.text = text
  }

  /// Whether the secret is empty.
  public var isEmpty: Bool { text.isEmpty }

  /// The length in Unicode scalars.
  package var length: Int { text.unicodeScalars.count }

  /// The secret in plain text. Call this only to send or store it.
  public func reveal() -> String { text }

  /// Whether a parameter with this name, possibly misspelled, is likely to be a password.
  ///
  /// Prefers false positives: masking an ordinary value does less harm than a password in a log.
  package static func isLikely(under name: String) -> Bool {
    var letters: [UInt8] = []
    for octet in name.utf8 where octet.isASCIIAlphanumeric { letters.append(octet.asciiLowercased) }
    if letters.suffix(2).elementsEqual("pw".utf8) { return true }
    for mark in marks where Secret.contains(mark.utf8, in: letters) { return true }
    let own = ParameterName.loginPassword.spelling.utf8
    guard abs(letters.count - own.count) <= maximumDistance else { return false }
    return SpellingSuggestion.distance(letters, own.map(\.asciiLowercased)) <= maximumDistance
  }

  /// Whether a string contains the name of a password followed by an equals sign and a value.
  static func isAssigned(in text: String) -> Bool {
    let octets = Array(text.utf8)
    for index in octets.indices.dropLast() where octets[index] == UInt8(ascii: "=") {
      let next = octets[index + 1]
      guard next != UInt8(ascii: "="), !next.isASCIIWhitespace else { continue }
      let name = octets[..<index].suffix(longestName).reversed().prefix {
        $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      }
      if isLikely(under: String(decoding: name.reversed(), as: UTF8.self)) { return true }
    }
    return false
  }

  /// The maximum number of octets before an equals sign to search for a name.
  private static let longestName = 32

  private static let marks = ["pass", "pwd", "secret", "kennwort"]
  /// The maximum edit distance of a misspelled loginPassword.
  private static let maximumDistance = 4

  private static func contains(_ mark: String.UTF8View, in letters: [UInt8]) -> Bool {
    let length = mark.count
    guard let first = mark.first, letters.count >= length else { return false }
    for start in 0...letters.count - length where letters[start] == first {
      if letters[start..<start + length].elementsEqual(mark) { return true }
    }
    return false
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Three asterisks.
  public var description: String { Secret.mask }
  /// Three asterisks.
  public var debugDescription: String { Secret.mask }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
