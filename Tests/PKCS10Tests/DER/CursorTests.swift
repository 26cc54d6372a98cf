// SPDX-License-Identifier: Apache-2.0
import PKCS10
import Testing

/// Headers that are read, marked as BER, or rejected.
@Suite struct CursorTests {
  @Test(
    "a header gives tag, content and end",
    arguments: [
      ([0x05, 0x00], 2..<2, 2), ([0x04, 0x03, 1, 2, 3], 2..<5, 5), ([0x04, 0x01, 9, 0xFF], 2..<3, 3),
      ([0x04, 0x81, 0x80] + Array(repeating: 7, count: 128), 3..<131, 131),
      ([0x04, 0x82, 0x01, 0x00] + Array(repeating: 7, count: 256), 4..<260, 260),
    ] as [([UInt8], Range<Int>, Int)])
  func reads(bytes: [UInt8], content: Range<Int>, end: Int) throws {
    let node = try readNode(bytes)
    #expect(node.tag.octet == bytes[0])
    #expect(node.content == content)
    #expect(node.range == 0..<end)
    #expect(node.laxity == .none)
  }

  @Test(
    "a header that only BER allows is read and marked",
    arguments: [
      ([0x04, 0x81, 0x01, 9], .longLength, 3..<4),
      ([0x04, 0x82, 0x00, 0x80] + Array(repeating: 7, count: 128), .longLength, 4..<132),
      ([0x04, 0x8A, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 9], .longLength, 12..<13),
      ([0x04, 0xFF] + Array(repeating: 0, count: 126) + [1, 9], .longLength, 129..<130),
      ([0x30, 0x80, 0, 0], .indefiniteLength, 2..<2), ([0x30, 0x80, 5, 0, 0, 0], .indefiniteLength, 2..<4),
      ([0x24, 0x80, 0x24, 0x80, 4, 1, 9, 0, 0, 0, 0], .indefiniteLength, 2..<9),
      ([0x1F, 0x04, 0x01, 9], .longTag, 3..<4), ([0x1F, 0x80, 0x04, 0x01, 9], .longTag, 4..<5),
      ([0x5F, 0x80, 0x20, 0x01, 9], .longTag, 4..<5),
    ] as [([UInt8], Node.Laxity, Range<Int>)])
  func marks(bytes: [UInt8], laxity: Node.Laxity, content: Range<Int>) throws {
    let node = try readNode(bytes)
    #expect(node.laxity == laxity)
    #expect(node.content == content)
    #expect(node.end == bytes.count)
  }

  @Test(
    "a tag number above 30 is read",
    arguments: [
      ([0x5F, 0x1F, 0], 31), ([0x5F, 0x81, 0x00, 0], 128), ([0x5F, 0x8F, 0xFF, 0xFF, 0xFF, 0x7F, 0], UInt32.max),
    ] as [([UInt8], UInt32)])
  func readsLongTags(bytes: [UInt8], number: UInt32) throws {
    let node = try readNode(bytes)
    #expect(node.tag.number == number)
    #expect(node.laxity == .none)
    #expect(node.tag.description == "[APPLICATION \(number)]")
  }

  @Test("a number below 31 in the long form gives the tag of its short form")
  func normalisesTags() throws {
    #expect(try readNode([0x3F, 0x10, 0]).tag == .sequence)
    #expect(try readNode([0x1F, 0x02, 1, 5]).tag == .integer)
    #expect(try readNode([0xBF, 0x00, 0]).tag == .context(0, constructed: true))
  }

  @Test(
    "an unreadable header gives the reason and the offset",
    arguments: [
      ([], .truncatedHeader(offset: 0)), ([0x30], .truncatedHeader(offset: 0)),
      ([0x30, 0x82, 0x01], .truncatedHeader(offset: 3)), ([0x1F, 0x81], .truncatedHeader(offset: 2)),
      ([0x1F, 0x20], .truncatedHeader(offset: 2)),
      ([0x04, 0x02, 1], .truncatedContent(offset: 1, needed: 2, available: 1)),
      ([0x04, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 1], .truncatedContent(offset: 1, needed: 0xFFFF_FFFF, available: 1)),
      (
        [0x04, 0x88, 0x7F] + Array(repeating: 0xFF, count: 7), .truncatedContent(offset: 1, needed: .max, available: 0)
      ),
      ([0x04, 0x88, 0x80, 0, 0, 0, 0, 0, 0, 0], .lengthTooLarge(offset: 1)),
      ([0x04, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0], .lengthTooLarge(offset: 1)),
      ([0x1F, 0x90, 0x80, 0x80, 0x80, 0x00, 0], .tagTooLarge(offset: 1)),
      ([0x04, 0x80, 0, 0], .malformedIndefiniteLength(offset: 1)),
      ([0x30, 0x80], .malformedIndefiniteLength(offset: 1)),
      ([0x30, 0x80, 0], .malformedIndefiniteLength(offset: 1)),
      ([0x30, 0x80, 5, 0], .malformedIndefiniteLength(offset: 1)),
      ([0x30, 0x80, 5, 9, 0, 0], .truncatedContent(offset: 3, needed: 9, available: 2)),
    ] as [([UInt8], DERError)])
  func refuses(bytes: [UInt8], error: DERError) {
    #expect(throws: error) { try readNode(bytes) }
    #expect(error.offset <= bytes.count)
    #expect(!error.description.isEmpty)
  }

  @Test("an expected tag is required, including the constructed bit")
  func requiresTag() throws {
    let bytes: [UInt8] = [0x10, 0x00]
    let error = DERError.unexpectedTag(offset: 0, expected: .sequence, found: Tag(0x10))
    #expect(throws: error) { try readNode(bytes, expecting: .sequence) }
    #expect(error.description == "byte 0 starts a SEQUENCE in primitive form, which is not allowed")
    #expect(throws: DERError.missing(offset: 2, expected: .null)) {
      try readNode(bytes, in: 2..<2, expecting: .null)
    }
  }

  @Test("an optional node is read only if it is present")
  func takesOptional() throws {
    let bytes: [UInt8] = [0x01, 0x01, 0xFF, 0x1F, 0x02, 0x01, 0x05, 0x05, 0x00]
    var cursor = Cursor(0..<bytes.count)
    #expect(try taken(.integer, &cursor, bytes) == nil)
    #expect(try taken(.boolean, &cursor, bytes) == 2..<3)
    #expect(try taken(.boolean, &cursor, bytes) == nil)
    #expect(try taken(.integer, &cursor, bytes) == 6..<7)
    #expect(throws: DERError.self) { try cursor.finish() }
    #expect(try taken(.null, &cursor, bytes) == 9..<9)
    #expect(try taken(.null, &cursor, bytes) == nil)
    #expect(cursor.isAtEnd)
    try cursor.finish()
  }

  private func taken(_ tag: Tag, _ cursor: inout Cursor, _ bytes: [UInt8]) throws -> Range<Int>? {
    try cursor.nextIf(tag, in: bytes.span)?.content
  }

  @Test("the segments of a constructed string are returned in order, at any nesting")
  func collectsSegments() throws {
    let bytes: [UInt8] = [4, 1, 7, 0x24, 5, 4, 0, 4, 1, 8, 0x24, 0x80, 4, 1, 9, 0, 0]
    #expect(try segments(bytes) == [2..<3, 7..<7, 9..<10, 14..<15])
    #expect(try segments([]).isEmpty)
    let deep = nested(0x24, depth: 6)
    #expect(throws: DERError.tooDeep(offset: 10)) { try segments(deep) }
    #expect(throws: DERError.self) { try segments([4, 1]) }
  }

  private func nested(_ tag: UInt8, depth: Int) -> [UInt8] {
    (0..<depth).reduce(into: []) { bytes, level in bytes += [tag, UInt8(2 * (depth - level - 1))] }
  }
}
