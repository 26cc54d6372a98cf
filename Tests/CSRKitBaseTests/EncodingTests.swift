// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Testing

@Suite struct HexadecimalTests {
  @Test func `Every octet is written as two digits and read back in either case`() {
    let octets = Array(UInt8.min...UInt8.max)
    let (lower, upper) = (Hexadecimal.text(octets), Hexadecimal.text(octets, upperCase: true))
    #expect(lower.hasPrefix("000102") && lower.hasSuffix("fdfeff"))
    #expect(upper == lower.uppercased())
    #expect(Hexadecimal.decode(Array(lower.utf8)) == octets)
    #expect(Hexadecimal.decode(Array(upper.utf8)) == octets)
    #expect(Hexadecimal.text(254..<256, in: octets.span) == "feff")
  }

  @Test(arguments: ["0", "0g", "g0", "00 ", "+1", "0x", "００"])
  func `Other characters and half octets are refused`(_ text: String) {
    #expect(Hexadecimal.decode(Array(text.utf8)) == nil)
  }

  @Test func `An octet is read only where both digits come before the end`() {
    let bytes = Array("%2B%4".utf8)
    #expect(bytes.span.hexadecimalOctet(at: 1, before: 5) == 0x2B)
    #expect(bytes.span.hexadecimalOctet(at: 1, before: 2) == nil)
    #expect(bytes.span.hexadecimalOctet(at: 4, before: 9) == nil)
    #expect(bytes.span.hexadecimalOctet(at: 0, before: 5) == nil)
  }
}

@Suite struct ASCIITests {
  @Test func `Only text of characters from the space to the tilde is printable, whatever their place`() {
    for octet in UInt8.min...UInt8.max {
      let places = (1...18).flatMap { length in (0..<length).map { (length: length, position: $0) } }
      let wrong = places.filter { length, position in
        var text = [UInt8](repeating: 0x41, count: length)
        text[position] = octet
        return text.span.isPrintableASCII != (0x20...0x7E).contains(octet)
      }
      #expect(wrong.isEmpty, "octet \(octet)")
    }
  }
}

@Suite struct PercentEncodingTests {
  @Test(arguments: [
    ("azAZ09-._~", "azAZ09-._~", "azAZ09-._~"), ("a b", "a%20b", "a+b"), ("+/=&", "%2B%2F%3D%26", "%2B%2F%3D%26"),
    ("ä\n", "%C3%A4%0A", "%C3%A4%0A"), ("", "", ""),
  ])
  func `Text is encoded and decoded`(_ text: String, _ percent: String, _ form: String) throws {
    #expect(PercentEncoding.encoded(text) == percent)
    #expect(PercentEncoding.encoded(text, space: .plus) == form)
    #expect(try decode(percent) == text)
    #expect(try decode(form, space: .plus) == text)
  }

  @Test(arguments: ["%", "a%2", "%2x", "%g0", "%ff", "a%C3"])
  func `Incomplete escapes and invalid UTF-8 are refused`(_ text: String) {
    #expect(throws: PercentEncoding.Fault.self) { try decode(text) }
  }

  @Test func `A plus sign is itself outside forms`() throws {
    #expect(try decode("a+b") == "a+b")
  }

  private func decode(_ text: String, space: PercentEncoding.Space = .percent) throws -> String {
    let bytes = Array(text.utf8)
    return try PercentEncoding.decode(bytes.indices, in: bytes.span, space: space)
  }
}

@Suite struct Base64Tests {
  @Test(
    arguments: [
      ("", []), ("Zg==", [0x66]), ("Zg", [0x66]), ("Zm8=", [0x66, 0x6F]), ("Zm9v", [0x66, 0x6F, 0x6F]),
      ("+/+/", [0xFB, 0xFF, 0xBF]), ("-_-_", [0xFB, 0xFF, 0xBF]),
      ("AAECAwQFBgcICQoLDA0ODw==", Array(0...15)),
    ] as [(String, [UInt8])])
  func `Both alphabets are decoded, with padding or without`(_ text: String, _ octets: [UInt8]) {
    #expect(decode(text) == octets)
  }

  @Test(arguments: ["Z", "Zg=", "Zg===", "Zm9v=", "+_", "Zm 9v", "Zg\n", "Zm9vé", "====", "Zm9vZm9vZm9vZm9v*m9v"])
  func `Other text is refused`(_ text: String) {
    #expect(decode(text) == nil)
  }

  private func decode(_ text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    return Base64.decode(bytes.span, in: bytes.indices)?.bytes
  }
}

@Suite struct JSONWriterTests {
  @Test func `Members and elements are separated, and text is escaped`() {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("text", "a\"b\\c\n\u{1F}\u{7F}ä")
      writer.member("number", Int.min)
      writer.member("missing", nil as String?)
      writer.array("list") { writer in
        writer.integer(0)
        writer.boolean(true)
        writer.null()
        writer.object { _ in }
      }
    }
    let expected =
      #"{"text":"a\"b\\c\n\u001f\u007fä","number":-9223372036854775808,"missing":null,"#
      + #""list":[0,true,null,{}]}"#
    #expect(writer.text == expected)
    writer.reset()
    writer.string("x")
    #expect(writer.text == #""x""#)
  }

  @Test func `A character is escaped at every position, and only if it must be`() {
    for octet in UInt8(0)..<0x80 {
      for (length, position) in (1...17).flatMap({ length in (0..<length).map { (length, $0) } }) {
        var text = [UInt8](repeating: 0x61, count: length)
        text[position] = octet
        let string = String(decoding: text, as: UTF8.self)
        var writer = JSONWriter()
        writer.object { $0.member("key", string) }
        let mustEscape = octet < 0x20 || octet == 0x22 || octet == 0x5C || octet == 0x7F
        #expect(writer.bytes.contains(0x5C) == mustEscape, "octet \(octet) at \(position) of \(length)")
        #expect(mustEscape || writer.text == "{\"key\":\"\(string)\"}", "octet \(octet) at \(position) of \(length)")
      }
    }
  }

  @Test func `Octets are written as hexadecimal digits`() {
    let octets = Array(UInt8.min...UInt8.max)
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("lower", hexadecimal: octets.span)
      writer.member("upper", hexadecimal: octets.span, upperCase: true)
    }
    let (lower, upper) = (Hexadecimal.text(octets), Hexadecimal.text(octets, upperCase: true))
    #expect(writer.text == #"{"lower":"\#(lower)","upper":"\#(upper)"}"#)
  }

  @Test func `Integers are written in decimal digits`() {
    let powers = (0..<19).map { exponent in (0..<exponent).reduce(1) { power, _ in 10 * power } }
    let numbers = powers + powers.map { $0 - 1 } + powers.map { -$0 } + [Int.min, Int.min + 1, Int.max]
    var writer = JSONWriter()
    writer.array { writer in for number in numbers { writer.integer(number) } }
    #expect(writer.text == "[\(numbers.map(\.description).joined(separator: ","))]")
  }

  @Test func `A document grows past any member, and a reused writer starts empty`() {
    var writer = JSONWriter()
    var expected = ""
    for length in stride(from: 0, to: 2000, by: 37) {
      let text = String(repeating: "é", count: length)
      writer.string(text)
      expected += (expected.isEmpty ? "" : ",") + "\"\(text)\""
      #expect(writer.text == expected)
    }
    writer.reset()
    writer.object { $0.member("key", 1) }
    #expect(writer.text == #"{"key":1}"#)
  }

  @Test func `What is written is read back`() throws {
    let texts = ["", "plain", "\u{0}\u{1F}\"\\/", "日本🦊", String(repeating: "\\", count: 40)]
    var writer = JSONWriter()
    writer.array { writer in for text in texts { writer.string(text) } }
    let read = try JSONReader.read(writer.bytes.span).value
    let items: [JSONItem] = if case .array(let items) = read { items } else { [] }
    #expect(items.map(\.value) == texts.map { .string($0) })
    #expect(JSONText.quoted("\u{1}") == "\"\\u0001\"")
  }
}
