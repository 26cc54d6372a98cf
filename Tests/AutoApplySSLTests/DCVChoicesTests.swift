// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

@Suite("Validation of an order's names")
struct DCVChoicesTests {
  static func plan(_ product: String, _ fields: KeyValuePairs<String, String>, cn: [String] = []) -> DCVChoices {
    var complete = form(["product": product])
    for (name, value) in fields { complete.append(name, value) }
    return EffectiveOrder(form: complete, request: RequestValues(commonNames: cn)).validation
  }

  @Test("A single-domain order has one method for its name and the added name")
  func single() {
    let plan = DCVChoicesTests.plan("24", ["dcvMethod": "CNAME_CSR_HASH"], cn: ["a.example"])
    #expect(plan.choices.map(\.name.folded) == ["a.example", "www.a.example"])
    #expect(plan.choices.allSatisfy { $0.method == .cname && $0.certainty == .documented })
    #expect(plan.faults.isEmpty)
  }

  @Test("The default method is EMAIL")
  func standard() {
    let plan = DCVChoicesTests.plan("24", ["dcvEmailAddress": "admin@a.example"], cn: ["a.example"])
    #expect(plan.choices.allSatisfy { $0.method == .email && $0.emailAddress == "admin@a.example" })
    #expect(plan.faults.isEmpty)
  }

  @Test("An email address has no effect with other methods")
  func unusedAddress() {
    let plan = DCVChoicesTests.plan(
      "24", ["dcvMethod": "HTTP_CSR_HASH", "dcvEmailAddress": "admin@a.example"], cn: ["a.example"])
    #expect(plan.faults == [.emailAddressUnused(.http)])
    #expect(plan.choices[0].emailAddress == nil)
  }

  @Test("An unknown method is reported with the closest one")
  func unknownMethod() {
    let plan = DCVChoicesTests.plan("24", ["dcvMethod": "HTTP_CSRHASH"], cn: ["a.example"])
    #expect(plan.faults == [.unknownMethod("HTTP_CSRHASH", nearest: "HTTP_CSR_HASH")])
    #expect(plan.choices[0].method == nil)
  }

  @Test("Tokens and addresses are assigned by position")
  func positions() {
    let plan = DCVChoicesTests.plan(
      "335",
      ["domainNames": "a.example,b.example,c.example", "dcvEmailAddresses": "HTTPCSRHASH admin@b.example,DNSTXTRNDVAL"])
    #expect(plan.choices.map(\.method) == [.http, .email, .txt])
    #expect(plan.choices.map(\.emailAddress) == [nil, "admin@b.example", nil])
    #expect(plan.faults.isEmpty)
  }

  @Test("Positions refer to the list as given, including duplicates")
  func repeats() {
    let fields: KeyValuePairs = [
      "domainNames": "a.example A.example b.example", "validationTokens": "HTTPCSRHASH HTTPCSRHASH CNAMECSRHASH",
    ]
    #expect(DCVChoicesTests.plan("335", fields).choices.map(\.method) == [.http, .cname])
    let short: KeyValuePairs = [
      "domainNames": "a.example A.example b.example", "validationTokens": "HTTPCSRHASH CNAMECSRHASH",
    ]
    #expect(DCVChoicesTests.plan("335", short).choices.map(\.method) == [.http, .cname])
  }

  @Test(
    "One token can apply to all names",
    arguments: [
      ("ALLHTTPCSRHASH", ValidationMethod.http), ("ALLCNAMECSRHASH", .cname),
      (" ALLDNSTXTRNDVAL ", .txt),
    ])
  func forAll(_ token: String, _ method: ValidationMethod) {
    for list in ["validationTokens", "dcvEmailAddresses"] {
      let plan = DCVChoicesTests.plan("492", ["domainNames": "a.example b.example", list: token])
      #expect(plan.choices.map(\.method) == [method, method])
      #expect(plan.faults.isEmpty)
    }
  }

  @Test("A token for all names must be the only item")
  func notAlone() {
    let plan = DCVChoicesTests.plan(
      "335", ["domainNames": "a.example b.example", "validationTokens": "ALLHTTPCSRHASH,CNAMECSRHASH"])
    #expect(plan.faults == [.tokenNotAlone(.validationTokens, token: "ALLHTTPCSRHASH")])
  }

  @Test("A list of the wrong length assigns no method")
  func count() {
    let plan = DCVChoicesTests.plan("335", ["domainNames": "a.example b.example", "validationTokens": "HTTPCSRHASH"])
    #expect(plan.faults == [.countMismatch(.validationTokens, expected: 2, found: 1)])
    #expect(plan.choices.map(\.method) == [nil, nil])
  }

  @Test("A misspelled token for all names is reported once, with the intended token")
  func mistypedForAll() {
    let plan = DCVChoicesTests.plan(
      "335", ["domainNames": "a.example b.example", "validationTokens": "AllCnameCsrHash"])
    #expect(
      plan.faults == [
        .unknownToken(.validationTokens, index: 0, text: "AllCnameCsrHash", nearest: "ALLCNAMECSRHASH")
      ])
  }

  @Test("Items that are neither a token nor an address are reported")
  func items() {
    let plan = DCVChoicesTests.plan(
      "335", ["domainNames": "a.example b.example", "validationTokens": "httpcsrhash,admin@b.example"])
    #expect(
      plan.faults == [
        .unknownToken(.validationTokens, index: 0, text: "httpcsrhash", nearest: "HTTPCSRHASH"),
        .addressAmongTokens(index: 1, text: "admin@b.example"),
      ])
    let gap = DCVChoicesTests.plan(
      "335", ["domainNames": "a.example b.example", "dcvEmailAddresses": "a@a.example,,b@b.example"])
    #expect(gap.faults == [.emptyItem(.dcvEmailAddresses, index: 1)])
  }

  @Test("If both lists are given, this is reported and the tokens are used")
  func both() {
    let plan = DCVChoicesTests.plan(
      "335",
      ["domainNames": "a.example", "validationTokens": "CNAMECSRHASH", "dcvEmailAddresses": "a@a.example"])
    #expect(plan.faults == [.bothLists])
    #expect(plan.choices.map(\.method) == [.cname])
  }

  @Test("dcvMethod applies to all names of an order without lists; this is inferred")
  func methodForList() {
    let plan = DCVChoicesTests.plan("335", ["domainNames": "a.example b.example", "dcvMethod": "HTTPS_CSR_HASH"])
    #expect(plan.choices.map(\.method) == [.https, .https])
    #expect(plan.choices.allSatisfy { $0.certainty == .inferred })
  }

  @Test("A file cannot validate a wildcard, and records and email cannot validate an IP address")
  func obstacles() {
    let fields: KeyValuePairs = [
      "domainNames": "*.a.example 192.0.2.1 a.example", "validationTokens": "HTTPCSRHASH CNAMECSRHASH HTTPCSRHASH",
    ]
    #expect(DCVChoicesTests.plan("335", fields).choices.map(\.obstacle) == [.wildcardByFile, .addressWithoutFile, nil])
    let wildcard = DCVChoicesTests.plan("35", ["dcvMethod": "HTTPS_CSR_HASH"], cn: ["*.a.example"])
    #expect(wildcard.choices.map(\.obstacle) == [.wildcardByFile, nil])
  }

  @Test("Tokens and methods correspond")
  func tokens() {
    for method in ValidationMethod.allCases {
      guard let token = method.listToken, let all = method.commonToken else { continue }
      #expect(ValidationMethod(listToken: token) == method)
      #expect(ValidationMethod(commonToken: all) == method)
      #expect(ValidationMethod(listToken: all) == nil)
    }
  }

  @Test("A hostile list yields a bounded number of faults")
  func hostile() {
    let plan = DCVChoicesTests.plan(
      "335", ["domainNames": "a.example", "validationTokens": String(repeating: "x,,", count: 50_000)])
    #expect(plan.faults.count <= 66)
  }
}
