// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import DomainLibraries
import DomainNames
import Testing

@Suite struct RegistryTests {
  @Test("Public suffixes match those of another implementation")
  func suffixPeers() throws {
    let rows = Vectors.rows("suffixes.tsv")
    #expect(rows.count > 3000)
    let list = try PublicSuffixList()
    for row in rows {
      try #require(row.count == 5)
      let (icann, all) = (list.split(row[0], .icann), list.split(row[0], .all))
      #expect(icann?.suffix == row[1], "\(row[0])")
      #expect(icann?.registrableDomain ?? "-" == row[2], "\(row[0])")
      #expect(all?.suffix == row[3], "\(row[0])")
      #expect(all?.registrableDomain ?? "-" == row[4], "\(row[0])")
    }
  }

  @Test(
    "Anything but a sequence of labels has no suffix",
    arguments: ["", ".", "a..com", ".com", "com.", "a b.com", "a\0.com", "ü.com"])
  func noSuffix(name: String) throws {
    let list = try PublicSuffixList()
    #expect(list.split(name) == nil)
    #expect(!list.isPublicSuffix(name))
    #expect(list.split(String(repeating: "a.", count: 200) + "com") == nil)
  }

  @Test("A suffix by the default rule is not listed")
  func unlisted() throws {
    let list = try PublicSuffixList()
    #expect(list.split("www.example.nosuchtld")?.isListed == false)
    #expect(list.split("www.example.COM")?.isListed == true)
    #expect(list.split("www.example.COM")?.registrableDomain == "example.com")
  }

  @Test(
    "Authorization domains range from the host to its registrable domain",
    arguments: [
      ("*.mail.internal.example.com", ["mail.internal.example.com", "internal.example.com", "example.com"]),
      ("example.co.uk", ["example.co.uk"]), ("a.github.io", ["a.github.io", "github.io"]), ("co.uk", ["co.uk"]),
      ("a..b", []),
    ] as [(String, [String])])
  func authorizationDomains(name: String, expected: [String]) throws {
    #expect(try PublicSuffixList().authorizationDomains(name) == expected)
  }

  private func list(_ text: String) throws -> PublicSuffixList {
    let bytes = Array(text.utf8)
    return try PublicSuffixList(bytes.span)
  }

  @Test("A custom list can be used, and invalid data is rejected")
  func ownList() throws {
    let list = try self.list("// ===BEGIN ICANN DOMAINS===\nown\nsub.own\n// ===END ICANN DOMAINS===\n")
    #expect(list.split("a.b.sub.own")?.registrableDomain == "b.sub.own")
    #expect(throws: PublicSuffixListError.unreadable) { try self.list(".DAFSA@PSL_9   \n") }
  }

  @Test("Delegated top-level domains are known, regardless of case")
  func topLevelDomains() {
    for name in ["com", "COM", "de", "aaa", "zw", "xn--p1ai", "XN--P1AI", "arpa", "museum", "zuerich", "google"] {
      #expect(TopLevelDomains.contains(name), "\(name)")
    }
    for name in [
      "", "c", "comm", "co", "wifi", "local", "internal", "onion", "zzzzzz", "a\n", "com\naaa", "рф", "1", "-",
    ] {
      #expect(TopLevelDomains.contains(name) == (name == "co"), "\(name)")
    }
  }

  @Test("Every line of the embedded list is found")
  func everyTopLevelDomain() {
    let names = EmbeddedFile.topLevelDomains.withBytes { file in
      (0..<file.count).map { file[$0] }.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(names.count > 1400)
    #expect(names.filter { !TopLevelDomains.contains($0) } == [])
  }

  @Test(
    "Country codes are classified",
    arguments: [
      ("DE", .assigned(name: "Germany")), ("NA", .assigned(name: "Namibia")), ("ZW", .assigned(name: "Zimbabwe")),
      ("UK", .exceptionallyReserved(name: "United Kingdom", replacement: "GB")),
      ("EU", .exceptionallyReserved(name: "European Union", replacement: nil)),
      ("YU", .formerlyUsed(name: "Yugoslavia, (Socialist) Federal Republic of", year: "2003", replacement: nil)),
      ("TP", .formerlyUsed(name: "East Timor", year: "2002", replacement: "TL")),
      ("CS", .formerlyUsed(name: "Serbia and Montenegro", year: "2006", replacement: nil)),
      ("XX", .userAssigned), ("XK", .userAssigned), ("QM", .userAssigned), ("ZZ", .userAssigned), ("AA", .userAssigned),
      ("QA", .assigned(name: "Qatar")), ("QB", .unassigned), ("JJ", .unassigned), ("de", .malformed(corrected: "DE")),
      (" US", .malformed(corrected: "US")), ("USA", .malformed(corrected: nil)), ("", .malformed(corrected: nil)),
      ("D", .malformed(corrected: nil)), ("--", .malformed(corrected: nil)), ("uk", .malformed(corrected: nil)),
    ] as [(String, CountryCode)])
  func countries(code: String, expected: CountryCode) {
    #expect(CountryCode(code) == expected)
  }

  @Test("The number of assigned codes matches the snapshot")
  func everyCountry() {
    let letters = (0x41...0x5A).map { String(Unicode.Scalar(UInt8($0))) }
    let assigned = letters.flatMap { first in letters.map { first + $0 } }.filter { CountryCode($0).isAssigned }
    #expect(assigned.count == DataSnapshot.all().first { $0.name == "countries" }?.count)
  }

  @Test("The snapshots have a date, a source and the right number of entries")
  func snapshots() {
    let rows = DataSnapshot.all()
    let names = ["public-suffix-list", "top-level-domains", "countries", "former-countries", "scripts"]
    #expect(rows.map(\.name) == names + ["special-purpose-addresses", "special-use-domains"])
    for row in rows {
      #expect(row.date.wholeMatch(of: /20\d\d-[01]\d-[0-3]\d/) != nil)
      #expect(!row.source.isEmpty)
    }
    let files: [(String, EmbeddedFile)] = [
      ("top-level-domains", .topLevelDomains), ("countries", .countries), ("former-countries", .formerCountries),
      ("scripts", .scripts),
    ]
    for (name, file) in files {
      let lines = file.withBytes { bytes in (0..<bytes.count).count { bytes[$0] == 0x0A } }
      #expect(rows.first { $0.name == name }?.count == lines)
    }
  }

  @Test(
    "The scope of a name is found",
    arguments: [
      ("www.example.de", .delegated(topLevel: "de"), false), ("*.example.рф", .delegated(topLevel: "xn--p1ai"), false),
      ("server1", .singleLabel, true), ("*.com", .singleLabel, true), ("host.corp", .unlisted(topLevel: "corp"), true),
      ("a.1.168.192.in-addr.arpa", .reverseZone, false), ("ip6.arpa", .reverseZone, false), ("*", .unreadable, false),
      ("a b.com", .unreadable, false), ("abc.onion", .onion(.wrongLength(3)), false),
    ] as [(String, NameScope, Bool)])
  func scopes(text: String, scope: NameScope, isInternal: Bool) {
    #expect(HostName(text).scope == scope)
    #expect(HostName(text).scope.isInternal == isInternal)
  }

  @Test(
    "Special-use domains are found, and are internal unless their top-level domain is delegated",
    arguments: [
      ("printer.local", "local", true), ("www.example.com", "example.com", false), ("a.test", "test", true),
      ("x.internal", "internal", true), ("x.home.arpa", "home.arpa", false),
    ])
  func specialUse(text: String, domain: String, isInternal: Bool) {
    guard case .specialUse(let found) = HostName(text).scope else {
      Issue.record("\(HostName(text).scope)")
      return
    }
    #expect(found.name == domain)
    #expect(HostName(text).scope.isInternal == isInternal)
    #expect(HostName("my" + domain).scope != .specialUse(found))
  }

  @Test("An address has its own scope")
  func addressScope() throws {
    #expect(HostName("[::1]").scope == .address(try #require(IPAddress("::1"))))
  }
}
