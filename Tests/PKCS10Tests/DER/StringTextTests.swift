// SPDX-License-Identifier: Apache-2.0
import PKCS10
import TestSupport
import Testing

/// String types: their text, and the first octet that the type does not allow.
@Suite struct StringTextTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let tag: Tag
    let octets: [UInt8]
    let text: String
    let illegal: Int?
    var testDescription: String { "\(tag) \(octets)" }

    init(_ tag: Tag, _ octets: [UInt8], _ text: String, _ illegal: Int? = nil) {
      (self.tag, self.octets, self.text, self.illegal) = (tag, octets, text, illegal)
    }

    init(_ tag: Tag, _ ascii: String, _ illegal: Int? = nil) { self.init(tag, Array(ascii.utf8), ascii, illegal) }
  }

  static let rows: [Row] = [
    Row(.utf8String, ""), Row(.utf8String, "abc"), Row(.utf8String, "Zürich 😀"), Row(.utf8String, "a\u{0}b"),
    Row(.utf8String, [0x61, 0xFF, 0x62], "a\u{FFFD}b", 1), Row(.utf8String, [0xC3], "\u{FFFD}", 0),
    Row(.printableString, "AZaz09 '()+,-./:=?"), Row(.printableString, "a@b", 1), Row(.printableString, "a_b", 1),
    Row(.printableString, "*", 0), Row(.printableString, "a\u{0}", 1), Row(.printableString, "Zürich", 1),
    Row(.printableString, [0x5A, 0xFC], "Zü", 1), Row(.numericString, "0123 9"), Row(.numericString, "1.2", 1),
    Row(.ia5String, "a@b*_\u{7F}"), Row(.ia5String, "aü", 1), Row(.ia5String, [0xFC], "ü", 0),
    Row(.visibleString, "~ A"), Row(.visibleString, "a\n", 1), Row(.teletexString, [0x5A, 0xFC], "Zü"),
    Row(.teletexString, [0xC3, 0xBC], "Ã¼"), Row(.bmpString, [0, 0x41, 0x20, 0xAC], "A€"), Row(.bmpString, [], ""),
    Row(.bmpString, [0, 0x41, 0], "A\u{FFFD}", 2), Row(.bmpString, [0xD8, 0x3D, 0xDE, 0], "😀", 0),
    Row(.bmpString, [0xD8, 0x3D], "\u{FFFD}", 0), Row(.bmpString, [0xDE, 0, 0xD8, 0x3D], "\u{FFFD}\u{FFFD}", 0),
    Row(.bmpString, [0xD8, 0x3D, 0xDE], "\u{FFFD}\u{FFFD}", 0), Row(.universalString, [0, 1, 0xF6, 0], "😀"),
    Row(.universalString, [0, 0x11, 0, 0], "\u{FFFD}", 0), Row(.universalString, [0, 0, 0xD8, 0], "\u{FFFD}", 0),
    Row(.universalString, [0, 0, 0, 0x41, 0], "A\u{FFFD}", 4),
    Row(Tag(0x2C), [12, 2, 0x61, 0xC3, 12, 1, 0xBC], "aü"), Row(Tag(0x2C), [], ""),
    Row(Tag(0x33), [0x13, 1, 0x61, 0x33, 3, 0x13, 1, 0x40], "a@", 7),
  ]

  @Test("octets are read as text, and nothing is dropped", arguments: rows)
  func reads(row: Row) throws {
    let shifted = [0xAA, 0xAA] + row.octets + [0xAA]
    let found = StringText(row.tag, content: 2..<2 + row.octets.count, in: shifted.span)
    let read = try #require(found)
    #expect(read.text == row.text)
    #expect(read.firstIllegal == row.illegal.map { $0 + 2 })
  }

  @Test(
    "other types are not strings",
    arguments: [
      Tag.integer, .octetString, .bitString, .sequence, .null, .boolean, .objectIdentifier, Tag(0x24), .context(0),
      Tag(0x4C),
    ])
  func refuses(tag: Tag) {
    #expect(text(tag, []) == nil)
  }

  @Test("malformed segments give no text")
  func refusesBrokenPieces() {
    #expect(text(Tag(0x2C), [12, 9]) == nil)
  }

  @Test("any octets of any string type give a text", arguments: 0..<20)
  func survivesRandomOctets(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for tag in [
      Tag.utf8String, .printableString, .numericString, .ia5String, .teletexString, .bmpString, .universalString,
    ] {
      for length in 0..<24 {
        let bytes = random.bytes(length)
        let illegal = try #require(text(tag, bytes)).firstIllegal
        #expect(illegal.map { $0 < length } ?? true)
        if tag == .utf8String { #expect((illegal == nil) == (String(validating: bytes, as: UTF8.self) != nil)) }
      }
    }
  }
}

@Suite struct UTF8ReaderTests {
  private func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar?] {
    var reader = UTF8Reader(0..<bytes.count)
    var found: [Unicode.Scalar?] = []
    while let unit = reader.next(in: bytes.span) { found.append(unit.scalar) }
    return found
  }

  @Test(
    "valid text gives its scalars",
    arguments: ["", "a", "é", "€", "😀", "\u{0}", "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}"])
  func readsText(text: String) {
    #expect(scalars(Array(text.utf8)) == text.unicodeScalars.map(Optional.some))
  }

  @Test(
    "an octet that does not start a scalar is reported, and reading continues",
    arguments: [
      ([0x80], 1), ([0xC0, 0x80], 2), ([0xC1, 0xBF], 2), ([0xE0, 0x9F, 0xBF], 3), ([0xED, 0xA0, 0x80], 3),
      ([0xF0, 0x8F, 0xBF, 0xBF], 4), ([0xF4, 0x90, 0x80, 0x80], 4), ([0xF5], 1), ([0xFF, 0xFE], 2), ([0xE2, 0x82], 2),
      ([0xF0, 0x9F, 0x98], 3),
    ] as [([UInt8], Int)])
  func reportsFaults(bytes: [UInt8], count: Int) {
    #expect(scalars(bytes) == Array(repeating: nil, count: count))
    #expect(scalars([0x41] + bytes + [0x42]) == ["A"] + Array(repeating: nil, count: count) + ["B"])
  }

  @Test("offsets are those of the first octets")
  func givesOffsets() {
    let bytes = Array("aé€😀b".utf8)
    var reader = UTF8Reader(0..<bytes.count)
    var offsets: [Int] = []
    while let unit = reader.next(in: bytes.span) { offsets.append(unit.offset) }
    #expect(offsets == [0, 1, 3, 6, 10])
  }

  @Test("random octets are valid exactly if Swift's validation agrees", arguments: 0..<20)
  func agreesWithSwift(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let likely: [UInt8] = [0x41, 0x80, 0xBF, 0xC2, 0xC3, 0xE0, 0xE2, 0xED, 0xF0, 0xF4, 0x9F, 0xA0]
      let bytes = (0..<Int.random(in: 0...8, using: &random)).map { _ in likely.randomElement(using: &random) ?? 0 }
      #expect(!scalars(bytes).contains(nil) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }
}
