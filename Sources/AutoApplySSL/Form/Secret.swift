// SPDX-License-Identifier: Apache-2.0

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
    let letters = name.utf8.map(\.asciiLowercased).filter(\.isASCIIAlphanumeric)
    let word = String(decoding: letters, as: UTF8.self)
    return ["pass", "pwd", "secret", "kennwort"].contains { word.contains($0) }
      || !Nearest.words(to: word, in: ["loginpassword"]).isEmpty
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
