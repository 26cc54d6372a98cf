// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import DomainNames
import Testing

private let long63 = String(repeating: "a", count: 63)
private let long64 = String(repeating: "a", count: 64)

private func fault(_ kind: HostNameFault.Kind, _ range: Range<Int>) -> HostNameFault {
  HostNameFault(kind: kind, range: range)
}

@Suite struct HostNameTests {
  @Test(
    "A valid host name has no faults",
    arguments: [
      "example.com", "www.example.com", "a.b.c.d.example", "EXAMPLE.COM", "3com.com", "1.2.3.4.com", "a-b.c-d.example",
      "*.example.com", "xn--bcher-kva.example", "XN--BCHER-KVA.example", "\(long63).example", "localhost", "com",
      "example.xn--p1ai", "a.b1", "x--y.example", "abc--d.example",
    ])
  func withoutFaults(text: String) {
    let name = HostName(text)
    #expect(name.faults.isEmpty)
    #expect(name.isWellFormed)
    #expect(name.ascii == text.lowercased())
  }

  @Test(
    "Each fault is reported with its range",
    arguments: [
      ("", [fault(.empty, 0..<0)]),
      (".", [fault(.empty, 0..<0), fault(.trailingDot, 0..<1)]),
      ("a..b", [fault(.emptyLabel, 2..<2)]),
      (".example.com", [fault(.emptyLabel, 0..<0)]),
      ("example.com.", [fault(.trailingDot, 11..<12)]),
      ("example.com..", [fault(.emptyLabel, 12..<12), fault(.trailingDot, 12..<13)]),
      ("\(long64).com", [fault(.labelTooLong(64), 0..<64)]),
      ("my_host.example", [fault(.underscore, 2..<3)]),
      ("__a.example", [fault(.underscore, 0..<2)]),
      ("a$b.example", [fault(.illegalCharacter("$"), 1..<2)]),
      ("a,b.example", [fault(.illegalCharacter(","), 1..<2)]),
      ("a b.example", [fault(.space, 1..<2)]),
      (" example.com", [fault(.space, 0..<1)]),
      ("example.com\t", [fault(.space, 11..<12)]),
      ("example.com\u{A0}", [fault(.space, 11..<13)]),
      ("example.com\n", [fault(.control("\n"), 11..<12)]),
      ("exa\u{0}mple.com", [fault(.control("\0"), 3..<4)]),
      ("exa\u{200B}mple.com", [fault(.control("\u{200B}"), 3..<6)]),
      ("\u{FEFF}example.com", [fault(.control("\u{FEFF}"), 0..<3)]),
      ("-a.example", [fault(.leadingHyphen, 0..<1)]),
      ("a-.example", [fault(.trailingHyphen, 1..<2)]),
      ("-.example", [fault(.leadingHyphen, 0..<1)]),
      ("example.123", [fault(.numericTopLevelDomain, 8..<11)]),
      ("300.1.1.1", [fault(.numericTopLevelDomain, 8..<9)]),
      ("12345", [fault(.numericTopLevelDomain, 0..<5)]),
      ("ab--c.example", [fault(.reservedLabel, 0..<5)]),
      ("xn--.example", [fault(.invalidPunycode, 0..<4), fault(.trailingHyphen, 3..<4)]),
      ("xn--99999999999999.example", [fault(.invalidPunycode, 0..<18)]),
      ("xn--bcher-kv.example", [fault(.invalidPunycode, 0..<12)]),
      ("xn--i-7iq.example", []),
      ("bücher.example", [fault(.unicodeLabel(ascii: "xn--bcher-kva"), 0..<7)]),
      ("www.i❤.example", [fault(.unconvertibleLabel(.disallowedCharacter), 4..<8)]),
      ("a。example", [fault(.illegalCharacter("。"), 1..<4)]),
    ] as [(String, [HostNameFault])])
  func faults(text: String, expected: [HostNameFault]) {
    #expect(HostName(text).faults == expected)
    #expect(!HostName(text).isWellFormed)
  }

  @Test(
    "Text around a host name is removed and reported",
    arguments: [
      ("http://example.com", "example.com", [fault(.scheme("http"), 0..<7)]),
      ("HTTPS://Example.com/", "Example.com", [fault(.scheme("https"), 0..<8), fault(.path, 19..<20)]),
      ("https:/example.com", "example.com", [fault(.scheme("https"), 0..<7)]),
      ("http:example.com", "example.com", [fault(.scheme("http"), 0..<5)]),
      ("http//example.com", "example.com", [fault(.scheme("http"), 0..<6)]),
      ("//example.com", "example.com", [fault(.scheme(""), 0..<2)]),
      ("ftp://example.com", "example.com", [fault(.scheme("ftp"), 0..<6)]),
      ("http:\\\\example.com", "example.com", [fault(.scheme("http"), 0..<7)]),
      ("example.com:8443", "example.com", [fault(.port("8443"), 11..<16)]),
      ("http:8443", "http", [fault(.port("8443"), 4..<9)]),
      ("example.com:", "example.com", [fault(.port(""), 11..<12)]),
      ("example.com/a?b#c", "example.com", [fault(.path, 11..<17)]),
      ("admin@example.com", "example.com", [fault(.userPart, 0..<6)]),
      (
        "  https://u:p@example.com:443/x  ", "example.com",
        [
          fault(.space, 0..<1), fault(.space, 1..<2), fault(.scheme("https"), 2..<10), fault(.userPart, 10..<14),
          fault(.port("443"), 25..<29), fault(.path, 29..<31), fault(.space, 31..<32), fault(.space, 32..<33),
        ]
      ),
    ] as [(String, String, [HostNameFault])])
  func wrapping(text: String, host: String, expected: [HostNameFault]) {
    let name = HostName(text)
    #expect(name.faults == expected)
    #expect(String(decoding: Array(text.utf8)[name.host], as: UTF8.self) == host)
    #expect(name.ascii == host.lowercased())
  }

  @Test(
    "A host that is an IP address is read as one",
    arguments: [
      ("192.0.2.1", "192.0.2.1", 0), ("::1", "::1", 0), ("[2001:DB8::1]", "2001:db8::1", 0),
      ("http://192.0.2.1:80/", "192.0.2.1", 3), ("[::1]:443", "::1", 1),
    ])
  func addresses(text: String, canonical: String, faults: Int) {
    let name = HostName(text)
    #expect(name.address?.description == canonical)
    #expect(name.labels.isEmpty)
    #expect(name.ascii == nil)
    #expect(!name.isWellFormed)
    #expect(name.faults.count == faults)
  }

  @Test("The length of a name counts its A-labels and its dots")
  func nameLength() {
    let allowed = [long63, long63, long63, String(repeating: "a", count: 61)].joined(separator: ".")
    #expect(allowed.utf8.count == 253)
    #expect(HostName(allowed).faults.isEmpty)
    #expect(HostName(allowed + "a").faults.map(\.kind) == [.nameTooLong(254)])
    let unicode = Array(repeating: "ü", count: 30).joined(separator: ".")
    #expect(unicode.utf8.count == 89)
    #expect(HostName(unicode).faults.contains { $0.kind == .nameTooLong(30 * 7 + 29) } == false)
    #expect(
      HostName(unicode + "." + unicode).faults.contains { if case .nameTooLong = $0.kind { true } else { false } }
        == false)
  }

  @Test("Equal names have equal ASCII forms, regardless of spelling")
  func folding() {
    let spellings = [
      "bücher.example", "BÜCHER.Example", "xn--bcher-kva.example", "XN--BCHER-KVA.EXAMPLE", "bu\u{308}cher.example",
    ]
    #expect(Set(spellings.map { HostName($0).ascii }) == ["xn--bcher-kva.example"])
    #expect(Set(spellings.map { HostName($0).unicode.lowercased() }) == ["bücher.example"])
  }

  @Test("Labels are classified")
  func kinds() {
    let name = HostName("*.xn--bcher-kva.münchen.ab--c.a_b.com")
    #expect(name.labels.map(\.kind) == [.wildcard, .aLabel, .uLabel, .reserved, .malformed, .ldh])
    #expect(name.labels.map(\.unicode) == ["*", "bücher", "münchen", "ab--c", "a_b", "com"])
    #expect(name.base == "xn--bcher-kva.xn--mnchen-3ya.ab--c.a_b.com")
  }

  @Test("The list of faults is limited")
  func limit() {
    let name = HostName(String(repeating: "_a", count: 200) + ".com")
    #expect(name.faults.count == HostName.faultLimit + 1)
    #expect(name.faults.contains { $0.kind == .more })
    #expect(HostName(String(repeating: "a.", count: 100_000)).labels.isEmpty)
  }

  @Test("Every kind of fault has its own description")
  func sentences() {
    let kinds: [HostNameFault.Kind] = [
      .empty, .emptyLabel, .trailingDot, .labelTooLong(64), .nameTooLong(254), .illegalCharacter("$"), .underscore,
      .space,
      .control("\u{200B}"), .leadingHyphen, .trailingHyphen, .numericTopLevelDomain, .scheme("http"), .userPart,
      .port("80"), .path, .reservedLabel, .unicodeLabel(ascii: "xn--tda"), .unconvertibleLabel(.bidirectional),
      .invalidPunycode, .invalidALabel(.contextRule), .more,
    ]
    let sentences = Set(kinds.map { HostNameFault(kind: $0, range: 0..<1).description })
    #expect(sentences.count == kinds.count)
    #expect(sentences.allSatisfy { !$0.hasSuffix(".") })
    #expect(HostNameFault(kind: .control("\u{200B}"), range: 3..<6).description.contains("U+200B"))
  }
}

@Suite struct WildcardTests {
  @Test(
    "Asterisks are classified",
    arguments: [
      ("example.com", .none), ("*.example.com", .leftmost), ("*", .bare), ("*.", .bare), ("w*.example.com", .partial),
      ("*w.example.com", .partial), ("a.w*.example.com", .partial), ("*.*.example.com", .several),
      ("**.example.com", .several),
      ("a*b*.example.com", .several), ("a.*.example.com", .notLeftmost), ("example.*", .notLeftmost),
      ("*.com", .leftmost),
      ("http://*.example.com/", .leftmost),
    ] as [(String, WildcardForm)])
  func forms(text: String, form: WildcardForm) {
    #expect(HostName(text).wildcard == form)
  }

  @Test("Only one leftmost asterisk is well-formed, and misplaced ones are not faults")
  func wellFormed() {
    for text in ["*", "w*.example.com", "*.*.example.com", "a.*.example.com"] {
      #expect(!HostName(text).isWellFormed)
      #expect(HostName(text).faults.isEmpty)
    }
    #expect(HostName("*.example.com").isWellFormed)
    #expect(HostName("*.example.com").base == "example.com")
  }

  @Test(
    "A wildcard for a public suffix is found",
    arguments: [
      ("*.co.uk", "co.uk"), ("*.com", "com"), ("*.CO.UK", "co.uk"), ("*.kobe.jp", "kobe.jp"), ("*.example.co.uk", nil),
      ("*.city.kobe.jp", nil), ("co.uk", nil), ("*.*.co.uk", nil), ("*.nosuchtld", "nosuchtld"), ("*.рф", "xn--p1ai"),
      ("*.github.io", nil),
    ] as [(String, String?)])
  func aboveSuffix(text: String, suffix: String?) throws {
    let list = try PublicSuffixList()
    #expect(HostName(text).suffixUnderWildcard(list) == suffix)
  }

  @Test("The private section counts only on request")
  func privateSection() throws {
    let list = try PublicSuffixList()
    #expect(HostName("*.github.io").suffixUnderWildcard(list, .all) == "github.io")
  }
}

/// The address of the Tor Project's site, as published by the project.
private let torProject = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid"

@Suite struct OnionTests {
  @Test(
    "Onion addresses are checked by form, version and checksum",
    arguments: [
      (torProject, .valid), (torProject.uppercased(), .valid), ("", .wrongLength(0)),
      (String(torProject.dropLast()), .wrongLength(55)),
      ("expyuzz4wqqyqhjn", .version2), ("1" + torProject.dropFirst(), .illegalCharacter(offset: 0)),
      (torProject.dropLast() + "e", .wrongVersion(4)), ("3" + torProject.dropFirst(), .checksumMismatch),
      (torProject.replacing("wid", with: "xid"), .checksumMismatch),
    ] as [(String, OnionAddress)])
  func addresses(label: String, expected: OnionAddress) {
    #expect(OnionAddress(label: label) == expected)
  }

  @Test("The label before .onion is the address, regardless of the labels before it")
  func names() {
    #expect(HostName("www.\(torProject).onion").scope == .onion(.valid))
    #expect(HostName("*.\(torProject).onion").scope == .onion(.valid))
    #expect(HostName("\(torProject).onion").scope == .onion(.valid))
  }
}
