// SPDX-License-Identifier: Apache-2.0

/// Binary DER that an editor opened as text in some character set and saved as UTF-8.
///
/// Opened as UTF-16 it looks Chinese. Encoding the first characters in that character set again gives the start of an
/// object, which no text does by chance.
enum MisreadBinary {
  private struct CharacterSet {
    let name: String
    /// The bytes that the character stands for; nil if it is not in the character set.
    let octets: @Sendable (UInt32) -> [UInt8]?
  }

  private static let characterSets: [CharacterSet] = [
    CharacterSet(name: "UTF-16") { units($0)?.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] } },
    CharacterSet(name: "UTF-16 (big-endian)") {
      units($0)?.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    },
    CharacterSet(name: "Latin-1") { UInt8(exactly: $0).map { [$0] } },
    CharacterSet(name: "Windows-1252") { octet($0, upperHalf: windows1252) },
    CharacterSet(name: "code page 437") { octet($0, upperHalf: codePage437) },
  ]

  /// The characters of the bytes 80 to 9F; U+0080 to U+009F where there is none.
  private static let windows1252 =
    Array(
      "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars.map(\.value)) + Array(0xA0...0xFF)

  private static let codePage437 = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
      + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars.map(\.value))

  /// The number of characters that are examined.
  private static let sample = 96

  /// The fault if the text is misread DER, else nil.
  static func kind(of bytes: Span<UInt8>) -> ForeignObject.Kind? {
    let start = bytes.hasBytes([0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
    var reader = UTF8Reader(start..<bytes.count)
    var scalars: [UInt32] = []
    while scalars.count < sample, let (_, scalar) = reader.next(in: bytes) {
      guard let scalar else { break }
      scalars.append(scalar.value)
    }
    guard scalars.contains(where: { $0 >= 0x80 }) else { return nil }
    for characterSet in characterSets {
      var head: [UInt8] = []
      for scalar in scalars {
        guard let octets = characterSet.octets(scalar) else { break }
        head += octets
      }
      if isStart(head.span) {
        return .malformed(.binaryOpenedAs(characterSet.name))
      }
    }
    return nil
  }

  /// Whether an object starts here, or the attribute of a name follows the first byte, since a character that cannot be
  /// encoded may have replaced a length.
  private static func isStart(_ head: Span<UInt8>) -> Bool {
    guard head.count >= 8, head[0] == 0x30, 0x81...0x84 ~= head[1] else { return false }
    if ObjectHeader.isPlausible(0..<head.count, in: head) { return true }
    return head.indices.contains { head.hasBytes([0x06, 0x03, 0x55, 0x04], at: $0) }
  }

  private static func units(_ scalar: UInt32) -> [UInt16]? {
    Unicode.Scalar(scalar).map { Array(UTF16.encode($0) ?? UTF16.encodedReplacementCharacter) }
  }

  private static func octet(_ scalar: UInt32, upperHalf: [UInt32]) -> [UInt8]? {
    if scalar < 0x80 { return [UInt8(scalar)] }
    return upperHalf.firstIndex(of: scalar).map { [UInt8(0x80 + $0)] }
  }
}
