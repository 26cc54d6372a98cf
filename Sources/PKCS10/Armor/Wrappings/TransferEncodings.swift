// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Percent-encoding (RFC 3986 §2.1) and the form encoding built on it, in which `+` is a space.
///
/// Encoded text has no blanks, so each run without blanks is decoded separately. A `+` is a space only if it joins the
/// words of a BEGIN or END line or `%2B` occurs: otherwise it may be the `+` of Base64.
enum PercentWrapping {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "%") > 0 || $0.count(of: "+") > 1 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var position = 0
      while position < bytes.count, builder.work.step() {
        let start = position
        let word = bytes.end(from: start, to: bytes.count, while: CharacterClass.isBlank)
        builder.keep(start..<word)
        position = bytes.end(from: word, to: bytes.count) { !CharacterClass.isBlank($0) }
        decode(word..<position, in: bytes, into: &builder)
      }
    })

  private static func decode(_ word: Range<Int>, in bytes: Span<UInt8>, into builder: inout LayerBuilder) {
    let isForm = joinsLabel(word, in: bytes)
    var kept = word.lowerBound
    var position = word.lowerBound
    while position < word.upperBound, builder.work.step() {
      let byte = bytes[position]
      if byte == 0x25, let octet = bytes.hexadecimalOctet(at: position + 1, before: word.upperBound) {
        builder.keep(kept..<position)
        builder.put(octet, at: position)
        builder.mark(.percent, position..<position + 3)
        position += 3
        kept = position
      } else if byte == 0x2B, isForm {
        builder.keep(kept..<position)
        builder.put(0x20, at: position)
        builder.mark(.form, position..<position + 1)
        position += 1
        kept = position
      } else {
        position += 1
      }
    }
    builder.keep(kept..<word.upperBound)
  }

  /// Whether `BEGIN+` or `END+` occurs, or an encoded colon and space as in a form, or the `+` of Base64 is encoded.
  private static func joinsLabel(_ word: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    for position in word {
      if bytes.hasLetters("%2b", at: position) || bytes.hasLetters("%3a+", at: position) { return true }
      guard bytes[position] == 0x2B else { continue }
      if bytes.hasLetters("begin", at: position - 5) || bytes.hasLetters("-end", at: position - 4) { return true }
    }
    return false
  }
}

/// The quoted-printable transfer encoding of mail (RFC 2045 §6.7).
///
/// It encodes the `=` of Base64 as `=3D`. If `=3D` occurs, `=` before a line end is a soft line break; otherwise it is
/// one only if several lines end that way at the usual width, or in an encoded space.
enum QuotedPrintable {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "=") > 0 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      guard isQuotedPrintable(bytes) else { return }
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        guard bytes[position] == 0x3D, let (length, decoded) = escape(at: position, in: bytes) else {
          position += 1
          continue
        }
        builder.keep(kept..<position)
        if let decoded { builder.put(decoded, at: position) }
        builder.mark(.quotedPrintable, position..<position + length)
        position += length
        kept = position
      }
      builder.keep(kept..<bytes.count)
    })

  /// The widths at which mail software breaks lines.
  private static let widths = 70...78

  /// The escape at `=`: its length and its byte, which is nil for a soft line break.
  private static func escape(at start: Int, in bytes: Span<UInt8>) -> (Int, UInt8?)? {
    if let octet = bytes.hexadecimalOctet(at: start + 1, before: bytes.count) { return (3, octet) }
    return softBreak(at: start, in: bytes).map { ($0, nil) }
  }

  /// The length of a soft line break: `=`, blanks and the line end; nil for anything else.
  private static func softBreak(at start: Int, in bytes: Span<UInt8>) -> Int? {
    let end = bytes.end(from: start + 1, to: min(bytes.count, start + 8)) { $0 == 0x20 || $0 == 0x09 }
    guard end < bytes.count else { return nil }
    if bytes[end] == 0x0A { return end + 1 - start }
    guard bytes[end] == 0x0D else { return nil }
    return (end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1) - start
  }

  /// Escapes of `=`, `+`, `/` and line ends, which are unambiguous in a request.
  private static let certain = ["=3d", "=2b", "=2f", "=0a", "=0d"]

  private static func isQuotedPrintable(_ bytes: Span<UInt8>) -> Bool {
    var lineStart = 0
    var breaks = 0
    for position in bytes.indices {
      if CharacterClass.isLineEnd(bytes[position]) { lineStart = position + 1 }
      guard bytes[position] == 0x3D else { continue }
      if certain.contains(where: { bytes.hasLetters($0, at: position) }) { return true }
      if widths.contains(position + 1 - lineStart), softBreak(at: position, in: bytes) != nil { breaks += 1 }
      // A blank at the end of a line must be encoded.
      let end = position + 3
      if bytes.hasBytes([0x3D, 0x32, 0x30], at: position), end < bytes.count, CharacterClass.isLineEnd(bytes[end]) {
        breaks += 1
      }
      if breaks > 1 { return true }
    }
    return false
  }
}

/// UTF-7 (RFC 2152): `+-` for a plus sign, and UTF-16 in Base64 between `+` and `-`, such as `+AD0-` for `=`.
///
/// It is decoded late, since Base64 may have a `+` before the dashes of an END line.
enum UTF7 {
  static let unwrapping = Unwrapping(
    mayApply: { $0.count(of: "+") > 0 && $0.count(of: "-") > 0 },
    remove: { builder in
      let source = builder.source.bytes
      let bytes = source.span
      var kept = 0
      var position = 0
      while position < bytes.count, builder.work.step() {
        guard bytes[position] == 0x2B, let (end, character) = shift(at: position, in: bytes) else {
          position += 1
          continue
        }
        builder.keep(kept..<position)
        builder.put(character, at: position)
        builder.mark(.utf7, position..<end)
        position = end
        kept = end
      }
      builder.keep(kept..<bytes.count)
    })

  /// One ASCII character in a shift sequence: its end and the character.
  private static func shift(at start: Int, in bytes: Span<UInt8>) -> (end: Int, character: UInt8)? {
    if bytes.hasBytes([0x2D], at: start + 1) { return (start + 2, 0x2B) }
    guard bytes.hasBytes([0x2D], at: start + 4),
      let unit = Base64.decode(bytes, in: start + 1..<start + 4)?.bytes, unit.count == 2, unit[0] == 0
    else { return nil }
    return (start + 5, unit[1])
  }
}
