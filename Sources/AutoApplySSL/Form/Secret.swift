// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// A text that is never shown: descriptions, dumps and mirrors say `***`.
public struct Secret: Sendable, Hashable {
  /// What is shown in place of a secret.
  public static let mask = "***"

  private let text: String

  /// Takes a secret into keeping.
  public init(_ text: String) {
    self.text = text
  }

  /// Whether nothing was given.
  public var isEmpty: Bool { text.isEmpty }

  /// The length in characters, for comparison with a maximum.
  public var length: Int { text.unicodeScalars.count }

  /// Gives the text away. Only what sends or stores it should call this.
  public func reveal() -> String { text }

  /// Whether a parameter of this name is likely to hold a password, however it is misspelled.
  ///
  /// Too wide rather than too narrow: a value masked in vain does less harm than a password in a log.
  public static func isLikely(under name: String) -> Bool {
    var letters: [UInt8] = []
    for octet in name.utf8 where octet.isASCIIAlphanumeric { letters.append(octet.asciiLowercased) }
    if letters.suffix(2).elementsEqual("pw".utf8) { return true }
    for mark in marks where Secret.contains(mark.utf8, in: letters) { return true }
    let own = ParameterName.loginPassword.spelling.utf8
    guard abs(letters.count - own.count) <= slips else { return false }
    return SpellingSuggestion.distance(letters, own.map(\.asciiLowercased)) <= slips
  }

  /// Whether a text has the name of a password, an equals sign and something behind it.
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

  /// A name of a password is not looked for further back than this.
  private static let longestName = 32

  private static let marks = ["pass", "pwd", "secret", "kennwort"]
  /// So many wrong letters still look like loginPassword.
  private static let slips = 4

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
