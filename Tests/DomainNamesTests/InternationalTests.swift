// SPDX-License-Identifier: Apache-2.0
import DomainNames
import Testing

@Suite struct InternationalTests {
  @Test("U-labels convert to the A-labels of another implementation and back")
  func peers() throws {
    let rows = Vectors.rows("labels.tsv")
    #expect(rows.count > 60)
    for row in rows {
      try #require(row.count == 2)
      let ascii = try? IDNA.aLabel(row[0])
      #expect(ascii ?? "-" == row[1], "\(row[0])")
      guard let ascii, ascii.hasPrefix(IDNA.prefix) else { continue }
      let unicode = try IDNA.uLabel(ascii)
      #expect(try IDNA.aLabel(unicode) == ascii)
      #expect(try IDNA.uLabel(ascii.uppercased()) == unicode)
    }
  }

  @Test("Random letters with an A-label survive the round trip")
  func roundTrip() {
    var random = SeededGenerator(state: 5890)
    let ranges: [ClosedRange<UInt32>] = [
      0xDF...0xF6, 0x430...0x45F, 0x3B1...0x3C9, 0x4E00...0x9000, 0x61...0x7A, 0x905...0x939,
    ]
    var labels = 0
    for _ in 0..<3000 {
      let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
      let scalars = (0..<Int.random(in: 1...20, using: &random)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: range, using: &random))
      }
      let text = String(String.UnicodeScalarView(scalars))
      guard let ascii = try? IDNA.aLabel(text), ascii.hasPrefix(IDNA.prefix) else { continue }
      labels += 1
      #expect((try? IDNA.uLabel(ascii)).flatMap { try? IDNA.aLabel($0) } == ascii, "\(text)")
    }
    #expect(labels > 1000)
  }

  @Test(
    "An invalid A-label gives the reason",
    arguments: [
      ("example", .invalidPunycode), ("xn--", .invalidPunycode), ("xn--bcher-kv", .invalidPunycode),
      ("xn--i-7iq", .disallowedCharacter), ("xn--ls8h", .disallowedCharacter), ("xn--Bcher-kva\0", .invalidPunycode),
      ("xn--a_-tka", .disallowedCharacter), ("xn--\(String(repeating: "a", count: 60))", .invalidPunycode),
    ] as [(String, IDNAError)])
  func noALabel(label: String, expected: IDNAError) {
    #expect(throws: expected) { try IDNA.uLabel(label) }
  }

  @Test(
    "Valid Punycode is a P-Label, whether or not IDNA2008 allows its characters",
    arguments: [
      ("xn--i-7iq", "i❤"), ("xn--ls8h", "💩"), ("XN--G6H", "♥"), ("xn--bcher-kva", "bücher"), ("xn--u-ccb", "u\u{308}"),
      ("xn--", nil), ("xn--a-", nil), ("xn--a-ecp", nil), ("xn--abcd", nil), ("xn--bcher-kv", nil),
      ("xn--99999999999999", nil), ("example", nil),
      ("xn--\(String(repeating: "9", count: 59))", nil), ("xn--\(String(repeating: "a", count: 60))", nil),
    ] as [(String, String?)])
  func pLabels(label: String, characters: String?) {
    #expect(IDNA.pLabel(label).map { Array($0.unicodeScalars) } == characters.map { Array($0.unicodeScalars) })
  }

  @Test(
    "A label without an A-label gives the reason",
    arguments: [
      ("☃", .disallowedCharacter), ("1ב", .bidirectional), ("a\u{200D}b", .contextRule),
      ("\u{300}a", .leadingCombiningMark),
      ("ü-", .hyphens), (String(repeating: "ü", count: 60), .tooLong), (String(repeating: "界", count: 5000), .tooLong),
      ("a․b", .disallowedCharacter),
    ] as [(String, IDNAError)])
  func noULabel(label: String, expected: IDNAError) {
    #expect(throws: expected) { try IDNA.aLabel(label) }
    #expect(!expected.description.isEmpty)
  }

  @Test(
    "Scripts are found",
    arguments: [
      ("a", "Latin"), ("ü", "Latin"), ("я", "Cyrillic"), ("α", "Greek"), ("中", "Han"), ("ひ", "Hiragana"), ("ー", nil),
      ("1", nil), ("-", nil), ("ש", "Hebrew"), ("ا", "Arabic"), ("한", "Hangul"), ("ա", "Armenian"), ("\u{10FFFF}", nil),
      ("\u{323AF}", "Han"), ("𐌀", "Old Italic"),
    ] as [(Unicode.Scalar, String?)])
  func scripts(scalar: Unicode.Scalar, name: String?) {
    #expect(Script(scalar)?.name == name)
  }

  @Test(
    "Labels of mixed scripts are reported",
    arguments: ["pаypal.com", "gооgle.com", "αpple.com", "xn--pypal-4ve.com", "яndex.ru", "ab한ひ.com"])
  func mixed(text: String) {
    let found = HostName(text).lookAlikes
    #expect(found.count == 1)
    if case .mixedScripts(let label, _, let scripts) = found.first {
      #expect(label == 0)
      #expect(scripts.count > 1)
    } else {
      Issue.record("\(found)")
    }
  }

  @Test(
    "Labels that look entirely like Latin ones are reported",
    arguments: [
      ("аррӏе.com", "apple"), ("xn--80ak6aa92e.com", "apple"), ("орега.com", "opera"), ("ονο.com", "ovo"),
      ("хох-1.de", "xox-1"),
    ])
  func confusable(text: String, resembles: String) {
    guard case .confusableLabel(_, _, _, let found) = HostName(text).lookAlikes.first else {
      Issue.record("no warning for \(text)")
      return
    }
    #expect(found == resembles)
    #expect(HostName(text).lookAlikes.first?.description.contains(resembles) == true)
  }

  @Test(
    "Names that readers of one language expect are not reported",
    arguments: [
      "example.com", "bücher.de", "москва.рф", "россия.com", "日本語テスト.jp", "例えabc.jp", "한국abc.kr", "ελλάδα.gr",
      "аррӏе.рф",
    ])
  func expected(text: String) {
    #expect(HostName(text).lookAlikes.isEmpty)
  }
}
