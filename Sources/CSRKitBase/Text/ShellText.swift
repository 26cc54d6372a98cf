// SPDX-License-Identifier: Apache-2.0

/// Words of POSIX shell commands.
package enum ShellText {
  /// A word in single quotes, within which a shell expands nothing.
  package static func quoted(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "'"
  }

  /// The word itself if it has only letters, digits and punctuation without a meaning in a shell, otherwise in quotes.
  package static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { octet in
      switch octet {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B...0x2F, 0x3A, 0x40, 0x5F: true
      default: false
      }
    }
    return isPlain && !text.isEmpty ? text : quoted(text)
  }
}
