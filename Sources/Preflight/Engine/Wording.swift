// SPDX-License-Identifier: Apache-2.0
internal import PKCS10
internal import SystemBridge

/// A value as it is shown inside a sentence: in quotes, shortened, control characters made visible.
func quoted(_ text: String) -> String { quoted(text, after: "") }

/// The same at the end of a sentence.
func quoted(_ text: String, after before: String) -> String {
  if text.utf8.count <= 64, ByteSearch.isPrintableASCII(text.utf8.span) {
    return String(joining: before, "'", text, "'")
  }
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

/// A type's name behind its article: `a UTF8String`, `an IA5String`.
func article(_ tag: Tag) -> String {
  let name = tag.description
  let isVowel = "AEIO".unicodeScalars.contains { $0 == name.unicodeScalars.first }
  return (isVowel ? "an " : "a ") + name
}
