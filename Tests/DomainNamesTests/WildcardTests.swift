// SPDX-License-Identifier: Apache-2.0
import DomainNames
import Testing

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

  @Test("Only one leftmost asterisk is well-formed, and misplaced ones are no faults of their own")
  func wellFormed() {
    for text in ["*", "w*.example.com", "*.*.example.com", "a.*.example.com"] {
      #expect(!HostName(text).isWellFormed)
      #expect(HostName(text).faults.isEmpty)
    }
    #expect(HostName("*.example.com").isWellFormed)
    #expect(HostName("*.example.com").base == "example.com")
  }

  @Test(
    "A wildcard directly above a public suffix is found",
    arguments: [
      ("*.co.uk", "co.uk"), ("*.com", "com"), ("*.CO.UK", "co.uk"), ("*.kobe.jp", "kobe.jp"), ("*.example.co.uk", nil),
      ("*.city.kobe.jp", nil), ("co.uk", nil), ("*.*.co.uk", nil), ("*.nosuchtld", "nosuchtld"), ("*.рф", "xn--p1ai"),
      ("*.github.io", nil),
    ] as [(String, String?)])
  func aboveSuffix(text: String, suffix: String?) throws {
    let list = try PublicSuffixList()
    #expect(HostName(text).suffixUnderWildcard(list) == suffix)
  }

  @Test("The private section counts only when asked for")
  func privateSection() throws {
    let list = try PublicSuffixList()
    #expect(HostName("*.github.io").suffixUnderWildcard(list, .all) == "github.io")
  }
}
