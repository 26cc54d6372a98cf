// SPDX-License-Identifier: Apache-2.0
internal import DomainLibraries

/// A writing system, by Unicode's name for it (UAX 24).
public struct Script: Sendable, Hashable, CustomStringConvertible {
  /// The name, such as `Cyrillic` or `Old Italic`.
  public let name: String

  /// The name.
  public var description: String { name }

  static let latin = Script(name: "Latin")

  /// The width of a line in the embedded table: two numbers of six hexadecimal digits, a name of 23, a newline.
  private static let lineWidth = 38

  private init(name: String) { self.name = name }

  /// The script of a character; nil for those that many scripts share, such as digits and combining accents.
  public init?(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      guard scalar.properties.isAlphabetic else { return nil }
      self = .latin
      return
    }
    let name = EmbeddedFile.scripts.withBytes { Script.name(scalar.value, in: $0) }
    guard let name else { return nil }
    self.name = name
  }

  /// The scripts among the characters, each once, in order of appearance.
  public static func scripts(in text: String) -> [Script] {
    var found: [Script] = []
    for scalar in text.unicodeScalars {
      if let script = Script(scalar), !found.contains(script) { found.append(script) }
    }
    return found
  }

  /// The sets of scripts that one language writes side by side (UTS 39 §5.2, Highly Restrictive).
  private static let companies: [Set<String>] = [
    ["Latin", "Han", "Hiragana", "Katakana"], ["Latin", "Han", "Bopomofo"], ["Latin", "Han", "Hangul"],
  ]

  /// Whether readers of one language expect these scripts together.
  public static func belongTogether(_ scripts: [Script]) -> Bool {
    scripts.count < 2 || companies.contains { $0.isSuperset(of: scripts.map(\.name)) }
  }

  private static func name(_ value: UInt32, in table: Span<UInt8>) -> String? {
    var lines = 0..<table.count / lineWidth
    while !lines.isEmpty {
      let middle = lines.lowerBound + lines.count / 2
      let start = middle * lineWidth
      if value < number(at: start, in: table) {
        lines = lines.lowerBound..<middle
      } else if value > number(at: start + 7, in: table) {
        lines = middle + 1..<lines.upperBound
      } else {
        return text(start + 14..<start + lineWidth - 1, in: table)
      }
    }
    return nil
  }

  private static func number(at offset: Int, in table: Span<UInt8>) -> UInt32 {
    var value: UInt32 = 0
    for index in offset..<offset + 6 {
      let digit = table[index]
      value = value << 4 | UInt32(digit < 0x3A ? digit - 0x30 : digit - 0x37)
    }
    return value
  }

  private static func text(_ range: Range<Int>, in table: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    for index in range where table[index] != 0x20 { bytes.append(table[index] == 0x5F ? 0x20 : table[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
