// SPDX-License-Identifier: Apache-2.0

/// A label that a person may take for another one (UTS 39 §4, §5).
public enum LookAlike: Sendable, Hashable {
  /// Letters of scripts that no language writes side by side.
  case mixedScripts(label: Int, unicode: String, scripts: [Script])
  /// Every letter, of one script, looks like a Latin one.
  case wholeLabel(label: Int, unicode: String, script: Script, resembles: String)

  /// Lower-case letters that look like a Latin one; from Unicode's confusables.txt, where a letter's
  /// appearance decides (U+04CF is drawn as an l). One row a script: adding a pair is one entry.
  private static let latin: [Character: Character] = Dictionary(
    uniqueKeysWithValues: [
      ("аеорсухѕіјһӏԁԛԝѡѵүҽг", "aeopcyxsijhldqwwvyer"),  // Cyrillic
      ("αγινορσυϲϳ", "ayivopoucj"),  // Greek
      ("ագզհոռսցքօ", "wqqhnnugfo"),  // Armenian
    ].flatMap { zip($0, $1) })

  /// What is suspicious about one label in Unicode; `topLevel` is the name's last label in Unicode.
  static func find(_ unicode: String, label: Int, topLevel: String) -> LookAlike? {
    let scripts = Script.scripts(in: unicode)
    guard Script.belongTogether(scripts) else {
      return .mixedScripts(label: label, unicode: unicode, scripts: scripts)
    }
    // Below a top-level domain of the same script, readers of that script are at home.
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
    return .wholeLabel(label: label, unicode: unicode, script: script, resembles: resembled)
  }
}

extension LookAlike: CustomStringConvertible {
  /// What a reader may mistake, without a full stop.
  public var description: String {
    switch self {
    case .mixedScripts(_, let unicode, let scripts):
      "\(unicode) mixes \(scripts.map(\.name).joined(separator: " and ")) letters"
    case .wholeLabel(_, let unicode, let script, let resembles):
      "\(unicode) is written in \(script) letters only and looks like \(resembles)"
    }
  }
}

extension HostName {
  /// The labels that a person may take for others; most names have none.
  public var lookAlikes: [LookAlike] {
    guard let topLevel = labels.last?.unicode else { return [] }
    return labels.enumerated().compactMap { index, label in
      guard label.kind == .aLabel || label.kind == .uLabel else { return nil }
      return LookAlike.find(label.unicode, label: index, topLevel: topLevel)
    }
  }
}
