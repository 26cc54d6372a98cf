// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

/// What is wrong with the characters of a value, and the text that is meant.
struct TextExamination: Sendable {
  /// The value as it is.
  let text: String
  /// Whether characters were decoded with the wrong character set, and how.
  let garbling: Garbling?
  /// Whether it has character references of HTML.
  let hasEntities: Bool
  /// The characters at the ends that are white space.
  let outerSpaces: [Unicode.Scalar]
  /// The control characters and invisible characters.
  let invisible: [Unicode.Scalar]
  /// Whether letters and marks are separate although Unicode has one character for both.
  let isDecomposed: Bool
  /// The text that is meant.
  let meant: String

  enum Garbling: Sendable, Hashable {
    /// UTF-8 was read as ISO 8859-1 or Windows-1252.
    case wrongCharacterSet
    /// The text has another type than its octets, with the reason.
    case wrongType(String)
    /// Characters were replaced by U+FFFD or lost otherwise, so that the original is unknown.
    case replaced
  }

  /// Whether a value of printable ASCII may have a fault: white space at an end, or an ampersand.
  static func mayConcern(_ ascii: Span<UInt8>) -> Bool {
    guard !ascii.isEmpty else { return false }
    if ascii[0] == 0x20 || ascii[ascii.count - 1] == 0x20 { return true }
    for index in ascii.indices where ascii[index] == UInt8(ascii: "&") { return true }
    return false
  }

  /// Examines a value.
  ///
  /// - Parameters:
  ///   - text: the value as decoders read it.
  ///   - original: the text that its octets have in another type, and the reason; nil if the type is right.
  init(_ text: String, original: (text: String, reason: String)? = nil) {
    self.text = text
    var meant = original?.text ?? text
    hasEntities = HTMLEntities.replaced(meant) != nil
    var isGarbled = false
    for _ in 0..<2 {
      if let plain = HTMLEntities.replaced(meant) { meant = plain }
      guard let repaired = Mojibake.repaired(meant) else { continue }
      meant = repaired
      isGarbled = true
    }
    if let original {
      garbling = .wrongType(original.reason)
    } else if isGarbled {
      garbling = .wrongCharacterSet
    } else {
      garbling = text.unicodeScalars.contains("\u{FFFD}") ? .replaced : nil
    }
    let scalars = Array(meant.unicodeScalars)
    let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.count
    let end = (scalars.lastIndex { !$0.properties.isWhitespace } ?? -1) + 1
    outerSpaces = Array(scalars[..<start]) + (end > start ? Array(scalars[end...]) : [])
    let joins = Invisible.joinsLetters(in: scalars)
    let inner = start < end ? scalars[start..<end] : []
    invisible = inner.filter { Invisible.contains($0, joinsLetters: joins) }
    var kept = String.UnicodeScalarView()
    // A line break or a tab separates words; other invisible characters have no width.
    for scalar in inner {
      if !Invisible.contains(scalar, joinsLetters: joins) {
        kept.append(scalar)
      } else if scalar.properties.isWhitespace, kept.last != " " {
        kept.append(" ")
      }
    }
    let visible = String(kept).trimmed
    let composed = Composition.composed(visible)
    isDecomposed = composed != nil
    self.meant = composed ?? visible
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[start...end])
  }
}

/// Characters without a shape of their own.
enum Invisible {
  /// Whether the character is a control character, zero-width, or changes the direction of text.
  static func contains(_ scalar: Unicode.Scalar, joinsLetters: Bool) -> Bool {
    switch scalar.value {
    case 0x200C...0x200F, 0x61C: return !joinsLetters
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// Whether the text has letters of a script that uses joiners and marks of direction, such as Arabic or Hindi.
  static func joinsLetters(in scalars: [Unicode.Scalar]) -> Bool {
    scalars.contains { (0x590..<0x1000).contains($0.value) || (0x1780..<0x18B0).contains($0.value) }
  }
}

/// Canonical composition of letters and marks (UAX 15), for the letters that have one.
enum Composition {
  /// The composed text; nil if nothing can be composed.
  static func composed(_ text: String) -> String? {
    guard text.unicodeScalars.contains(where: { $0.properties.canonicalCombiningClass != .notReordered }) else {
      return nil
    }
    var output = ""
    var isChanged = false
    for character in text {
      if character.unicodeScalars.count > 1, let single = single[character] {
        output.unicodeScalars.append(single)
        isChanged = true
      } else {
        output.append(character)
      }
    }
    return isChanged ? output : nil
  }

  /// The letters with marks by themselves: characters are equal if they are canonically equivalent.
  private static let single: [Character: Unicode.Scalar] = {
    var table: [Character: Unicode.Scalar] = [:]
    for range in [0xC0...0x24F, 0x386...0x3CE, 0x400...0x4FF, 0x1E00...0x1FFF] as [ClosedRange<UInt32>] {
      for value in range {
        guard let scalar = Unicode.Scalar(value) else { continue }
        if table[Character(scalar)] == nil { table[Character(scalar)] = scalar }
      }
    }
    return table
  }()
}
