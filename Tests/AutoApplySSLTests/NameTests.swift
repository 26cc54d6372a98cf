// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

@Suite("Names of an order")
struct NameTests {
  static func names(
    _ product: String, _ fields: KeyValuePairs<String, String> = [:], cn: [String] = [], dns: [String] = [],
    ip: [String] = [], fold: (String) -> String = EffectiveNames.asciiFold
  ) -> EffectiveNames {
    var whole = form(["product": product])
    for (name, value) in fields { whole.append(name, value) }
    let request = RequestValues(commonNames: cn, dnsNames: dns, ipAddresses: ip)
    return EffectiveOrder(form: whole, request: request, fold: fold).names
  }

  @Test(
    "A single-domain certificate gets an additional name",
    arguments: [
      ("24", "example.com", ["example.com", "www.example.com"]),
      ("24", "www.example.com", ["www.example.com", "example.com"]),
      ("24", "WWW.Example.COM.", ["www.example.com", "example.com"]),
      ("24", "mail.example.com", ["mail.example.com", "www.mail.example.com"]),
      ("35", "*.example.com", ["*.example.com", "example.com"]), ("24", "www.com", ["www.com", "www.www.com"]),
      ("24", "192.0.2.1", ["192.0.2.1"]), ("24", "2001:db8::1", ["2001:db8::1"]), ("24", "localhost", ["localhost"]),
      ("44", "mail.corp", ["mail.corp"]), ("24", "a..b", ["a..b"]), ("35", "*.com", ["*.com"]),
    ])
  func sibling(_ product: String, _ commonName: String, _ domains: [String]) {
    let names = NameTests.names(product, cn: [commonName])
    #expect(names.domains.map(\.folded) == domains)
    #expect(names.commonName == domains[0])
    #expect(names.added.map(\.value) == Array(domains.dropFirst()))
    #expect(names.origin == .csr)
  }

  @Test("Only omitAdditionalFQDN=Y omits the additional name")
  func omit() {
    #expect(NameTests.names("24", ["omitAdditionalFQDN": "Y"], cn: ["example.com"]).domains.count == 1)
    #expect(NameTests.names("24", ["omitAdditionalFQDN": "N"], cn: ["example.com"]).domains.count == 2)
    #expect(NameTests.names("35", ["omitAdditionalFQDN": "Y"], cn: ["*.example.com"]).added.isEmpty)
  }

  @Test("An additional name does not exceed the maximum length")
  func longest() {
    let label = String(repeating: "a", count: 50)
    let name = Array(repeating: label, count: 5).joined(separator: ".")
    #expect(name.count == 254)
    #expect(NameTests.names("24", cn: [name]).added.isEmpty)
  }

  @Test("commonName overrides the CSR's common name in every merge mode")
  func commonName() {
    for mode in MergeMode.allCases {
      let names = NameTests.names(
        "24", ["commonName": "b.example", "prioritiseCSRValues": mode.rawValue], cn: ["a.example"])
      #expect(names.commonName == "b.example")
      #expect(names.origin == .parameter)
      #expect(names.ignored == [IgnoredName("a.example", .replacedByCommonName)])
    }
    #expect(NameTests.names("24", ["commonName": "A.example."], cn: ["a.example"]).origin == .both)
  }

  @Test("Without a common name there is no name, even if subjectAltName has some")
  func noCommonName() {
    let names = NameTests.names("24", dns: ["a.example"])
    #expect(names.faults == [.noCommonName])
    #expect(names.ignored == [IgnoredName("a.example", .singleDomain)])
    #expect(NameTests.names("24", cn: [""]).faults == [.noCommonName])
  }

  @Test("A single-domain order ignores subjectAltName, except for names that it has anyway")
  func requestNames() {
    let names = NameTests.names(
      "24", cn: ["example.com"], dns: ["Example.com", "www.example.com", "x.example"], ip: ["192.0.2.1"])
    #expect(names.ignored == [IgnoredName("x.example", .singleDomain), IgnoredName("192.0.2.1", .singleDomain)])
  }

  @Test("Only the first of several common names counts")
  func severalCommonNames() {
    let names = NameTests.names("24", cn: ["a.example", "b.example"])
    #expect(names.faults == [.severalCommonNames(["a.example", "b.example"])])
    #expect(names.ignored == [IgnoredName("b.example", .furtherCommonName)])
  }

  @Test("The three rules of domainNames and subjectAltName")
  func domainNames() {
    let fromRequest = NameTests.names("335", dns: ["a.example", "b.example"])
    #expect(fromRequest.domains.map(\.folded) == ["a.example", "b.example"])
    #expect(fromRequest.origin == .csr)
    let fromForm = NameTests.names("335", ["domainNames": "c.example, a.example"], dns: ["a.example", "b.example"])
    #expect(fromForm.domains.map(\.folded) == ["c.example", "a.example"])
    #expect(fromForm.origin == .parameter)
    #expect(fromForm.ignored == [IgnoredName("b.example", .replacedByDomainNames)])
    #expect(NameTests.names("335", cn: ["a.example"]).faults == [.noDomainNames])
    #expect(NameTests.names("335", ["domainNames": " , "], dns: ["a.example"]).origin == .csr)
  }

  @Test(
    "Names are separated by commas, white space or both",
    arguments: ["a.example,b.example", "a.example b.example", " a.example ,\n\tb.example\r\n", "a.example,,b.example,"])
  func separators(_ text: String) {
    #expect(NameTests.names("335", ["domainNames": text]).domains.map(\.folded) == ["a.example", "b.example"])
  }

  @Test("Names that are equal after the caller's folding count once")
  func duplicates() {
    let names = NameTests.names("335", ["domainNames": "A.example a.example. b.example"])
    #expect(names.domains.map(\.folded) == ["a.example", "b.example"])
    #expect(names.listed == ["a.example", "a.example", "b.example"])
    #expect(names.ignored == [IgnoredName("a.example.", .duplicate(of: "A.example"))])
    let idn = NameTests.names("335", ["domainNames": "b\u{fc}cher.example xn--bcher-kva.example"]) { name in
      name == "b\u{fc}cher.example" ? "xn--bcher-kva.example" : name
    }
    #expect(idn.domains.map(\.folded) == ["xn--bcher-kva.example"])
    #expect(idn.domains[0].given == "b\u{fc}cher.example")
  }

  @Test("The common name of a multi-domain certificate is primaryDomainName only")
  func primary() {
    let none = NameTests.names("335", ["domainNames": "a.example"], cn: ["x.example"])
    #expect(none.commonName == nil)
    #expect(none.ignored == [IgnoredName("x.example", .commonNameOfRequest)])
    #expect(none.faults.isEmpty)
    let given = NameTests.names("335", ["domainNames": "a.example b.example", "primaryDomainName": "B.example"])
    #expect(given.commonName == "b.example")
    let zero = NameTests.names(
      "335", ["domainNames": "a.example", "primaryDomainName": "a.example", "maxSubjectCNs": "0"])
    #expect(zero.commonName == nil)
    let missing = NameTests.names("335", ["domainNames": "a.example", "maxSubjectCNs": "1"])
    #expect(missing.faults == [.primaryMissing])
    let foreign = NameTests.names("410", ["domainNames": "a.example", "primaryDomainName": "b.example"])
    #expect(foreign.faults == [.primaryNotListed("b.example")])
  }

  @Test("A unified communications certificate uses the CSR's common name")
  func unified() {
    let names = NameTests.names("361", ["domainNames": "a.example b.example"], cn: ["B.example"])
    #expect(names.commonName == "b.example")
    #expect(names.ignored.isEmpty && names.faults.isEmpty)
    let foreign = NameTests.names("361", ["domainNames": "a.example"], cn: ["b.example"])
    #expect(foreign.faults == [.requestNameNotListed("b.example")])
    let explicit = NameTests.names(
      "361", ["domainNames": "a.example b.example", "primaryDomainName": "a.example"], cn: ["b.example"])
    #expect(explicit.commonName == "a.example")
    #expect(
      NameTests.names("361", ["domainNames": "a.example", "maxSubjectCNs": "0"], cn: ["a.example"]).commonName == nil)
  }

  @Test("IP addresses are accepted only in domainNames of non-EV products, not in the CSR")
  func addresses() {
    #expect(NameTests.names("335", ["domainNames": "a.example 192.0.2.1"]).faults.isEmpty)
    #expect(NameTests.names("410", ["domainNames": "a.example 192.0.2.1"]).faults == [.addressNotTaken("192.0.2.1")])
    #expect(NameTests.names("784", ["domainNames": "2001:db8::1"]).faults == [.addressNotTaken("2001:db8::1")])
    let request = NameTests.names("335", dns: ["a.example"], ip: ["192.0.2.1"])
    #expect(request.ignored == [IgnoredName("192.0.2.1", .addressInRequest)])
    for product in ["410", "784", "789", "792"] {
      let qualified = NameTests.names(product, dns: ["a.example"], ip: ["192.0.2.1"])
      #expect(qualified.ignored == [IgnoredName("192.0.2.1", .notTaken(.ipAddress))])
    }
  }

  @Test("A parameter for another kind of product has no effect")
  func wrongParameter() {
    let multi = NameTests.names("335", ["domainNames": "a.example", "commonName": "b.example"])
    #expect(multi.ignored == [IgnoredName("b.example", .parameterNotForProduct(.commonName))])
    let single = NameTests.names("24", ["domainNames": "b.example"], cn: ["a.example"])
    #expect(single.ignored == [IgnoredName("b.example", .parameterNotForProduct(.domainNames))])
  }

  @Test("Without a product, the form determines whether there is a list")
  func noProduct() {
    #expect(NameTests.names("999", ["domainNames": "a.example"]).domains.map(\.folded) == ["a.example"])
    #expect(NameTests.names("999", cn: ["a.example"]).commonName == "a.example")
  }

  @Test(
    "Shapes",
    arguments: [
      ("*.a.example", NameShape.wildcard), ("*", .host), ("w*.a.example", .host), ("1.2.3.4", .ipAddress),
      ("1.2.3", .host), ("1.2.3.4.5", .host), ("1.2.3.a", .host), ("::1", .ipAddress), ("", .host), ("...", .host),
    ])
  func shapes(_ name: String, _ shape: NameShape) {
    #expect(NameShape.of(name) == shape)
  }

  @Test("A list of a hundred thousand equal names is merged in linear time")
  func manyNames() {
    let names = NameTests.names("335", ["domainNames": String(repeating: "a.example ", count: 100_000)])
    #expect(names.domains.count == 1)
    #expect(names.ignored.count == 99_999)
  }

  @Test("Lists report their empty items")
  func gaps() {
    #expect(ListText("a,,b").gaps == [1])
    #expect(ListText(",a").gaps == [0])
    #expect(ListText("a , b c").gaps.isEmpty)
    #expect(ListText("a,").gaps == [1])
    #expect(ListText("").items.isEmpty && ListText("").gaps.isEmpty)
  }
}
