// SPDX-License-Identifier: Apache-2.0

import CSRKitBase
import TestSupport
import Testing

@Suite("JSON")
struct JSONTests {
  static func read(_ text: String) throws(JSONError) -> JSONValue {
    try JSONReader.read(Array(text.utf8).span).value
  }

  @Test(
    "Valid JSON is parsed as written",
    arguments: [
      ("null", JSONValue.null), (" true ", .bool(true)), ("false", .bool(false)), ("-0.5e+10", .number("-0.5e+10")),
      ("0", .number("0")), ("\"\"", .string("")), (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
      (#""\u00e4\ud83e\udd8a""#, .string("ä🦊")), ("[]", .array([])), ("{ }", .object([])),
      ("\u{FEFF}1", .number("1")), ("\"\u{7F}日本\"", .string("\u{7F}日本")),
    ])
  func valid(_ text: String, _ value: JSONValue) throws {
    #expect(try JSONTests.read(text) == value)
  }

  @Test(
    "Invalid JSON is refused with the offset of the error",
    arguments: [
      ("", JSONError.unexpectedEnd(offset: 0)), ("nul", .unexpectedEnd(offset: 3)),
      ("nulx", .unexpected(offset: 0, expected: "a value")), ("01", .trailingData(offset: 1)),
      ("+1", .unexpected(offset: 0, expected: "a value")), ("1.", .unexpectedEnd(offset: 2)),
      ("-", .unexpectedEnd(offset: 1)), ("1ex", .unexpected(offset: 2, expected: "a digit")),
      ("\"a", .unexpectedEnd(offset: 2)), ("\"\n\"", .controlCharacter(offset: 1)),
      (#""\x""#, .invalidEscape(offset: 1)), (#""\ud800""#, .invalidEscape(offset: 1)),
      (#""\ud800\u0041""#, .invalidEscape(offset: 1)), (#""\udc00""#, .invalidEscape(offset: 1)),
      (#""\u12g4""#, .invalidEscape(offset: 1)), ("[1,]", .unexpected(offset: 3, expected: "a value")),
      ("[1 2]", .unexpected(offset: 3, expected: "a comma or a closing bracket")),
      ("{\"a\" 1}", .unexpected(offset: 5, expected: "a colon")), ("{a:1}", .unexpected(offset: 1, expected: "a name")),
      ("{\"a\":1,}", .unexpected(offset: 7, expected: "a name")), ("1 1", .trailingData(offset: 2)),
      ("'a'", .unexpected(offset: 0, expected: "a value")), ("{\"a\":1", .unexpectedEnd(offset: 6)),
    ])
  func invalid(_ text: String, _ error: JSONError) {
    #expect(throws: error) { try JSONTests.read(text) }
    #expect(!error.description.isEmpty)
  }

  @Test("A string that is not UTF-8 is refused")
  func notUTF8() {
    #expect(throws: JSONError.invalidUTF8(offset: 1)) {
      try JSONReader.read(([0x20, 0x22, 0xC3, 0x22] as [UInt8]).span)
    }
  }

  @Test("Members keep their order and duplicates")
  func members() throws {
    guard case .object(let members) = try JSONTests.read(#"{"b":1,"a":2,"b":3}"#) else {
      Issue.record("not an object")
      return
    }
    #expect(members.map(\.name) == ["b", "a", "b"])
    #expect(members.map(\.offset) == [1, 7, 13])
  }

  @Test("Nesting is limited")
  func depth() throws {
    let limit = JSONReader.depthLimit
    let deep = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    _ = try JSONTests.read(deep)
    #expect(throws: JSONError.tooDeep(offset: limit, limit: limit)) {
      try JSONTests.read(String(repeating: "[", count: 100_000))
    }
  }

  @Test("Strings round-trip", arguments: 0..<200)
  func roundTrip(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pool = Array("aZ09\"\\/\n\t\u{0}\u{1F}\u{7F}ä日🦊".unicodeScalars)
    let text = String(String.UnicodeScalarView((0..<seed).compactMap { _ in pool.randomElement(using: &random) }))
    #expect(try JSONTests.read(JSONText.quoted(text)) == .string(text))
  }

  @Test("No input makes the parser trap", arguments: 0..<200)
  func anyBytes(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pool = Array("{}[]\",:\\u0123456789eE+-.truefalsn \u{80}".utf8)
    let bytes = (0..<60).compactMap { _ in pool.randomElement(using: &random) }
    _ = try? JSONReader.read(bytes.span)
  }
}
