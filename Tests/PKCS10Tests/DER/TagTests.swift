// SPDX-License-Identifier: Apache-2.0
import PKCS10
import Testing

@Suite struct TagTests {
  @Test(
    "a tag is described by its type name or by its class and number",
    arguments: [
      (.sequence, "SEQUENCE"), (.set, "SET"), (.utf8String, "UTF8String"), (Tag(0x2C), "UTF8String"), (.null, "NULL"),
      (.context(0), "[0]"), (.context(3, constructed: true), "[3]"), (Tag(0x41), "[APPLICATION 1]"),
      (Tag(0xC2), "[PRIVATE 2]"),
      (Tag(0x0F), "[UNIVERSAL 15]"), (Tag(0x1B), "[UNIVERSAL 27]"), (.enumerated, "ENUMERATED"), (.utcTime, "UTCTime"),
    ] as [(Tag, String)])
  func isDescribed(tag: Tag, text: String) { #expect(tag.description == text) }

  @Test("tags match regardless of the constructed bit")
  func matches() {
    #expect(Tag(0x24).matches(.octetString))
    #expect(Tag.sequence.matches(Tag(0x10)))
    #expect(!Tag.sequence.matches(.set))
    #expect(!Tag.context(4).matches(.octetString))
    #expect(Tag.sequence.isConstructed && !Tag.octetString.isConstructed)
  }
}

/// Testing also has a type of this name.
typealias Tag = PKCS10.Tag

// Array versions of the reader's functions: macros of Testing do not accept spans.

func readNode(_ bytes: [UInt8], in range: Range<Int>? = nil, expecting tag: Tag? = nil) throws -> Node {
  var cursor = Cursor(range ?? 0..<bytes.count)
  if let tag { return try cursor.next(tag, in: bytes.span) }
  return try cursor.next(in: bytes.span)
}

func segments(_ bytes: [UInt8]) throws -> [Range<Int>] {
  try Cursor.segments(of: 0..<bytes.count, in: bytes.span)
}

func dotted(_ octets: [UInt8]) -> String? { ObjectIdentifierText.dotted(0..<octets.count, in: octets.span) }

func isIdentifier(_ octets: [UInt8]) -> Bool { ObjectIdentifierText.isValid(0..<octets.count, in: octets.span) }

func text(_ tag: Tag, _ octets: [UInt8]) -> StringText? {
  StringText(tag, content: 0..<octets.count, in: octets.span)
}
