// SPDX-License-Identifier: Apache-2.0

/// Text that was decoded with the wrong character set: UTF-8 read as ISO 8859-1 or Windows-1252, once or several times.
enum Mojibake {
  /// The maximum number of passes.
  private static let depth = 3

  /// The text that is meant; nil if the text is not garbled.
  ///
  /// The round trip is the proof: every run of characters that is replaced has octets in Windows-1252 that are valid
  /// UTF-8, which hardly any text in a natural language has.
  static func repaired(_ text: String) -> String? {
    var current = text
    for _ in 0..<depth {
      guard let next = decodedOnce(current) else { break }
      current = next
    }
    guard current != text, !current.unicodeScalars.contains(where: isC1Control) else { return nil }
    return current
  }

  /// One pass; nil if no run of characters can be decoded.
  private static func decodedOnce(_ text: String) -> String? {
    var output = String.UnicodeScalarView()
    var (run, octets): ([Unicode.Scalar], [UInt8]) = ([], [])
    var isChanged = false
    func flush() {
      if let decoded = decoded(octets) {
        output.append(contentsOf: decoded)
        isChanged = true
      } else {
        output.append(contentsOf: run)
      }
      run.removeAll(keepingCapacity: true)
      octets.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      if let octet = WindowsCharacters.octet(scalar) {
        run.append(scalar)
        octets.append(octet)
        continue
      }
      flush()
      output.append(scalar)
    }
    flush()
    return isChanged ? String(output) : nil
  }

  private static func decoded(_ octets: [UInt8]) -> [Unicode.Scalar]? {
    guard octets.count > 1, let text = String(validating: octets, as: UTF8.self) else { return nil }
    let scalars = Array(text.unicodeScalars)
    return scalars.allSatisfy(isPlausible) ? scalars : nil
  }

  /// Whether names of organizations and places have such characters; phonetic letters, for example, do not occur.
  private static func isPlausible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x17F, 0x218...0x21B: return true
    case 0x180..<0x370: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .unassigned, .privateUse, .surrogate: return false
    default: return true
    }
  }

  private static func isC1Control(_ scalar: Unicode.Scalar) -> Bool { (0x80...0x9F).contains(scalar.value) }
}

/// The upper half of Windows-1252, which is ISO 8859-1 except for the octets 80 to 9F.
enum WindowsCharacters {
  /// The octet of a character that is not ASCII, in Windows-1252 or else in ISO 8859-1; nil if it has none.
  static func octet(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 { return nil }
    return UInt8(exactly: scalar.value) ?? octets[scalar]
  }

  /// The text of octets in Windows-1252; nil if an octet has no character or only a control character.
  static func text(_ octets: some Sequence<UInt8>) -> String? {
    var output = String.UnicodeScalarView()
    for octet in octets {
      switch octet {
      case 0x20...0x7E, 0xA0...0xFF: output.append(Unicode.Scalar(octet))
      case 0x80...0x9F:
        let scalar = upper[Int(octet - 0x80)]
        guard scalar.value > 0x9F else { return nil }
        output.append(scalar)
      default: return nil
      }
    }
    return String(output)
  }

  /// The characters of the octets 80 to 9F; five octets have none, and stand for control characters.
  private static let upper: [Unicode.Scalar] = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  private static let octets: [Unicode.Scalar: UInt8] = Dictionary(
    uniqueKeysWithValues: upper.enumerated().map { ($1, UInt8(0x80 + $0)) })
}
