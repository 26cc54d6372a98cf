// SPDX-License-Identifier: Apache-2.0

/// HTML and XML: tags, comments, CDATA sections and character references.
enum Markup {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "<") > 0 || $0.count(of: "&") > 0 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        let byte = bytes[position]
        guard byte == 0x3C || byte == 0x26 || byte == 0x5D else {
          position += 1
          continue
        }
        guard let (length, scalar) = byte == 0x26 ? reference(at: position, in: bytes) : tag(at: position, in: bytes)
        else {
          position += 1
          continue
        }
        builder.keep(kept..<position)
        // Adjacent tags make one line end.
        if let scalar, scalar != "\n" || builder.bytes.last != 0x0A { builder.put(scalar, at: position) }
        builder.mark(.markup, position..<position + length)
        position += length
        kept = position
      }
      builder.keep(kept..<bytes.count)
    })

  /// Tags that may be inside a word; any other tag separates words.
  private static let inline: Set<String> = [
    "span", "b", "i", "em", "strong", "font", "wbr", "a", "code", "tt", "u", "mark", "var", "samp", "kbd",
  ]
  /// The longest tag, including attributes.
  private static let longestTag = 2048
  /// A longer word in a tag may be Base64; the tag is kept.
  private static let longestWord = 40

  /// A tag, or one end of a comment or CDATA section: its length and what to write for it.
  private static func tag(at start: Int, in bytes: Span<UInt8>) -> (Int, Unicode.Scalar?)? {
    if bytes[start] == 0x5D { return bytes.hasBytes([0x5D, 0x5D, 0x3E], at: start) ? (3, "\n") : nil }
    if bytes.hasLetters("<![cdata[", at: start) { return (9, "\n") }
    if bytes.hasLetters("<!--", at: start) { return (4, "\n") }
    guard start + 1 < bytes.count else { return nil }
    let first = bytes[start + 1]
    guard CharacterClass.isLetter(first) || first == 0x2F || first == 0x21 || first == 0x3F else { return nil }
    let limit = min(bytes.count, start + longestTag)
    let end = bytes.end(from: start + 1, to: limit) { $0 != 0x3E && $0 != 0x3C }
    var word = 0
    for index in start + 1..<end {
      word = CharacterClass.isBase64(bytes[index]) ? word + 1 : 0
      // A form field's value is in an attribute.
      if word >= longestWord { return nil }
    }
    guard end < limit, bytes[end] == 0x3E else { return nil }
    var name = ""
    let nameStart = first == 0x2F ? start + 2 : start + 1
    let nameEnd = bytes.end(from: nameStart, to: min(end, nameStart + 8), while: CharacterClass.isLetter)
    for index in nameStart..<nameEnd { name.unicodeScalars.append(Unicode.Scalar(bytes[index] | 0x20)) }
    return (end + 1 - start, inline.contains(name) ? nil : "\n")
  }

  /// A character reference: its length and the character.
  private static func reference(at start: Int, in bytes: Span<UInt8>) -> (Int, Unicode.Scalar?)? {
    let end = bytes.end(from: start + 1, to: min(bytes.count, start + 17)) {
      CharacterClass.isLetter($0) || CharacterClass.isDigit($0) || $0 == 0x23
    }
    let name = bytes.text(start + 1..<end)
    guard end < bytes.count, bytes[end] == 0x3B else { return nil }
    guard name.hasPrefix("#") else { return named[name].map { (end + 1 - start, $0) } }
    let digits = name.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map { (end + 1 - start, $0) }
  }

  /// The names that occur near Base64 (HTML, §13.5).
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ",
    "thinsp": " ", "plus": "+", "sol": "/", "equals": "=", "lowbar": "_", "UnderBar": "_", "bsol": "\\", "num": "#",
    "NewLine": "\n", "Tab": "\t", "ndash": "\u{2013}", "mdash": "\u{2014}", "minus": "\u{2212}",
    "hyphen": "\u{2010}", "dash": "\u{2010}", "horbar": "\u{2015}", "shy": "\u{AD}", "zwnj": "\u{200C}",
    "zwj": "\u{200D}", "ZeroWidthSpace": "\u{200B}", "NoBreak": "\u{2060}", "percnt": "%", "vert": "|",
    "colon": ":", "period": ".", "comma": ",", "semi": ";",
  ]
}
