// SPDX-License-Identifier: Apache-2.0
internal import DomainLibraries

/// A label that people may mistake for another (UTS 39 §4, §5).
package enum LookAlike: Sendable, Hashable {
  /// Letters of scripts that no language mixes.
  case mixedScripts(label: Int, unicode: String, scripts: [Script])
  /// Letters of one script that all look like Latin ones.
  case confusableLabel(label: Int, unicode: String, script: Script, resembles: String)

  /// Lower-case letters that look like Latin ones, by appearance (U+04CF is drawn as an l), from Unicode's
  /// confusables.txt. One row per script: a new pair is one entry.
  private static let latin: [Character: Character] = Dictionary(
    uniqueKeysWithValues: [
      ("аеорсухѕіјһӏԁԛԝѡѵүҽг", "aeopcyxsijhldqwwvyer"),  // Cyrillic
      ("αγινορσυϲϳ", "ayivopoucj"),  // Greek
      ("ագզհոռսցքօ", "wqqhnnugfo"),  // Armenian
    ].flatMap { zip($0, $1) })

  /// The look-alike in one label in Unicode, or nil; `topLevel` is the name's last label in Unicode.
  static func find(_ unicode: String, label: Int, topLevel: String) -> LookAlike? {
    let scripts = Script.scripts(in: unicode)
    guard Script.areCommonlyMixed(scripts) else {
      return .mixedScripts(label: label, unicode: unicode, scripts: scripts)
    }
    // Below a top-level domain of the same script, readers expect that script.
    guard let script = scripts.first, scripts.count == 1, script != .latin,
      !Script.scripts(in: topLevel).contains(script)
    else { return nil }
    var resembled = ""
    for character in unicode {
      if character.isASCII {
        resembled.append(character)
      } else {
        guard let twin = latin[character] else { return nil }
        resembled.append(twin)
      }
    }
    return .confusableLabel(label: label, unicode: unicode, script: script, resembles: resembled)
  }
}

extension LookAlike: CustomStringConvertible {
  /// The possible confusion, without a full stop.
  package var description: String {
    switch self {
    case .mixedScripts(_, let unicode, let scripts):
      "\(unicode) mixes \(scripts.map(\.name).joined(separator: " and ")) letters"
    case .confusableLabel(_, let unicode, let script, let resembles):
      "\(unicode) consists of \(script) letters and looks like \(resembles)"
    }
  }
}

extension HostName {
  /// The labels that people may mistake for others; most names have none.
  package var lookAlikes: [LookAlike] {
    guard let topLevel = labels.last?.unicode else { return [] }
    return labels.enumerated().compactMap { index, label in
      guard label.kind == .aLabel || label.kind == .uLabel else { return nil }
      return LookAlike.find(label.unicode, label: index, topLevel: topLevel)
    }
  }
}

/// A script, by its Unicode name (UAX 24).
package struct Script: Sendable, Hashable, CustomStringConvertible {
  /// The name, such as `Cyrillic` or `Old Italic`.
  package let name: String

  /// The name.
  package var description: String { name }

  static let latin = Script(name: "Latin")

  /// The line width of the embedded table: two numbers of six hexadecimal digits, a name of 23 characters, a newline.
  private static let lineWidth = 38

  private init(name: String) { self.name = name }

  /// The script of a character; nil for characters of many scripts, such as digits and combining accents.
  package init?(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      guard scalar.properties.isAlphabetic else { return nil }
      self = .latin
      return
    }
    let name = EmbeddedFile.scripts.withBytes { Script.name(scalar.value, in: $0) }
    guard let name else { return nil }
    self.name = name
  }

  /// The scripts of the characters without duplicates, in order of appearance.
  package static func scripts(in text: String) -> [Script] {
    var found: [Script] = []
    for scalar in text.unicodeScalars {
      if let script = Script(scalar), !found.contains(script) { found.append(script) }
    }
    return found
  }

  /// The sets of scripts that one language mixes (UTS 39 §5.2, Highly Restrictive).
  private static let allowedCombinations: [Set<String>] = [
    ["Latin", "Han", "Hiragana", "Katakana"], ["Latin", "Han", "Bopomofo"], ["Latin", "Han", "Hangul"],
  ]

  /// Whether one language mixes these scripts.
  package static func areCommonlyMixed(_ scripts: [Script]) -> Bool {
    scripts.count < 2 || allowedCombinations.contains { $0.isSuperset(of: scripts.map(\.name)) }
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
