// SPDX-License-Identifier: Apache-2.0
internal import DER
internal import SystemBridge

/// A value as it is shown inside a sentence: in quotes, shortened, control characters made visible.
func quoted(_ text: String) -> String { quoted(text, after: "") }

/// The same at the end of a sentence.
func quoted(_ text: String, after before: String) -> String {
  if text.isShort { return String(joining: before, "'", text, "'") }
  var shown = ""
  for scalar in text.unicodeScalars.prefix(64) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    default:
      shown.unicodeScalars.append(scalar)
    }
  }
  return String(joining: before, "'", shown, text.unicodeScalars.count > 64 ? "…'" : "'")
}

extension String {
  /// Whether it is shown as it is: short, and of printable ASCII alone.
  fileprivate var isShort: Bool {
    let octets = utf8.span
    guard octets.count <= 64 else { return false }
    for index in octets.indices where octets[index] < 0x20 || octets[index] > 0x7E { return false }
    return true
  }
}

/// A type's name behind its article: `a UTF8String`, `an IA5String`.
func article(_ tag: Tag) -> String {
  let name = tag.description
  let isVowel = "AEIO".unicodeScalars.contains { $0 == name.unicodeScalars.first }
  return (isVowel ? "an " : "a ") + name
}
