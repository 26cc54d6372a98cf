// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import Foundation
import Testing

@Suite struct ValidationPlanTests {
  @Test
  func `By default hosts and addresses use a file and wildcards a record`() throws {
    let plan = try Fixture.plan(["example.com", "*.example.com", "192.0.2.1", "2001:db8::1"])
    #expect(plan.names.map(\.method) == [.http, .cname, .http, .http])
    #expect(plan.impossible.isEmpty)
    #expect(plan.names[0].file?.url == "http://example.com/\(plan.token.path)")
    #expect(plan.names[3].file?.url == "http://[2001:db8::1]/\(plan.token.path)")
    #expect(plan.names[1].file == nil)
    #expect(plan.names[1].cname?.owner == "\(plan.token.ownerLabel).example.com.")
    #expect(plan.names[1].cname?.searched == ["example.com"])
  }

  @Test
  func `The CA looks for the record at the host, then at its parents, not at the public suffix`() throws {
    let plan = try Fixture.plan(["*.mail.internal.example.co.uk"])
    #expect(
      plan.names[0].searched == ["mail.internal.example.co.uk", "internal.example.co.uk", "example.co.uk"])
  }

  @Test(arguments: [
    ("*.example.com", ValidationMethod.http, Obstacle.wildcardByFile),
    ("*.example.com", .https, .wildcardByFile), ("192.0.2.1", .cname, .addressWithoutFile),
    ("192.0.2.1", .email, .addressWithoutFile), ("2001:db8::1", .txt, .addressWithoutFile),
    ("co.uk", .cname, .publicSuffix("co.uk")), ("com", .email, .publicSuffix("com")),
    ("*.co.uk", .cname, .wildcardAtPublicSuffix("co.uk")), ("*.co.uk", .http, .wildcardAtPublicSuffix("co.uk")),
    ("abc.onion", .cname, .onion), ("*.abc.onion", .http, .wildcardByFile),
  ])
  func `A method that cannot prove a name gives the reason`(
    name: String, method: ValidationMethod, obstacle: Obstacle
  ) throws {
    let plan = try Fixture.plan([name], .common(method))
    #expect(plan.names[0].obstacle == obstacle)
    #expect(plan.impossible.count == 1)
    #expect(plan.names[0].file == nil && plan.names[0].cname == nil && plan.names[0].email == nil)
    #expect(!obstacle.description.isEmpty && !obstacle.source.isEmpty)
  }

  @Test
  func `An owner over 253 octets moves to the parent, and the domain that is too long is reported`() throws {
    let label = String(repeating: "a", count: 63)
    let long = "\(label).\(label).\(label).\(String(repeating: "b", count: 40)).example.com"
    let plan = try Fixture.plan([long], .common(.cname))
    #expect(plan.names[0].searchedTooLong == [long])
    #expect(plan.names[0].cname?.domain == String(long.dropFirst(64)))
    #expect(plan.records.map(\.domain) == [String(long.dropFirst(64))])
  }

  @Test
  func `Email has five addresses per searched domain until the day on which it ends`() throws {
    let plan = try Fixture.plan(["www.example.com"], .common(.email))
    let addresses = try #require(plan.names[0].email?.addresses)
    #expect(addresses.count == 10)
    #expect(addresses.first == "admin@www.example.com" && addresses.last == "postmaster@example.com")
    let ended = try Fixture.plan(["www.example.com"], .common(.email), asOf: EmailProof.endsOn)
    #expect(ended.names[0].obstacle == .emailEnded(CalendarDate(2028, 3, 15)))
    let lastDay = CalendarDate(2028, 3, 14)
    #expect(try Fixture.plan(["www.example.com"], .common(.email), asOf: lastDay).impossible.isEmpty)
  }

  @Test
  func `A list of methods sets the method of each name`() throws {
    let choice = MethodChoice.each([
      NameMethod(.http), NameMethod(.cname), NameMethod(.email, emailAddress: "admin@example.org"),
    ])
    let plan = try Fixture.plan(["example.com", "*.example.net", "www.example.org"], choice)
    #expect(plan.names.map(\.method) == [.http, .cname, .email])
    #expect(plan.names[2].email?.chosenIsConstructed == true)
    #expect(throws: PlanError.methodCount(expected: 1, found: 3)) { try Fixture.plan(["example.com"], choice) }
  }

  @Test
  func `A TXT record can be at each searched domain, below its label`() throws {
    let plan = try Fixture.plan(["www.example.com"], .common(.txt))
    #expect(plan.names[0].txt?.owners == ["_pki-validation.www.example.com.", "_pki-validation.example.com."])
  }
}

@Suite struct FewestRecordsTests {
  @Test(arguments: [
    (["example.com", "www.example.com", "*.example.com"], ["example.com"]),
    (["a.b.example.com", "b.example.com"], ["b.example.com"]),
    (["x.a.example.com", "y.a.example.com"], ["a.example.com"]),
    (["a.example.com", "b.example.org", "c.example.com"], ["example.com", "b.example.org"]),
    (["www.example.com"], ["www.example.com"]),
    (["notexample.com", "example.com"], ["notexample.com", "example.com"]),
    (["co.uk", "192.0.2.1"], []),
  ])
  func `There is one record per registrable domain, at the deepest common domain`(
    names: [String], domains: [String]
  ) throws {
    #expect(try Fixture.plan(names, .common(.cname)).records.map(\.domain) == domains)
  }

  @Test(arguments: 0..<200)
  func `Exactly one record proves each name, and the set of records is minimal`(seed: UInt64) throws {
    var source = SplitMix(state: seed)
    let names = (0..<Int.random(in: 1...40, using: &source)).map { _ in Fixture.randomName(&source) }
    let plan = try Fixture.plan(names, .common(.cname))
    let records = plan.records
    for (index, name) in plan.names.enumerated() {
      let proving = records.filter { $0.proves.contains(index) }
      #expect(proving.count == 1)
      #expect(proving.allSatisfy { name.searched.contains($0.domain) })
      #expect(proving.allSatisfy { $0.target == name.token.target })
    }
    #expect(records.count == Set(plan.names.compactMap(\.searched.last)).count)
    #expect(records.allSatisfy { isDomainName($0.owner) && isDomainName($0.target) })
  }

  /// Whether the text is a domain name with a trailing dot (RFC 1035 §2.3.4).
  private func isDomainName(_ text: String) -> Bool {
    let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return text.utf8.count <= 254 && labels.last?.isEmpty == true
      && labels.dropLast().allSatisfy { (1...63).contains($0.count) }
  }
}

@Suite struct PlanSpeedTests {
  @Test
  func `Ten thousand names are planned in linear time`() throws {
    let token = try Fixture.token()
    let names = try (0..<10_000).map { try ValidationName("host\($0).department\($0 % 97).example\($0 % 331).com") }
    let start = clock()
    let plan = try ValidationPlan(
      token: token, names: names, choice: .common(.cname), asOf: Fixture.today,
      registrableDomain: { host in host.split(separator: ".").suffix(2).joined(separator: ".") })
    let records = plan.records
    let milliseconds = Double(clock() - start) * 1000 / Double(CLOCKS_PER_SEC)
    #expect(plan.names.count == 10_000 && records.count == 331)
    // The limit is 100 ms in an optimized build and 1 s in a debug build.
    #if DEBUG
      #expect(milliseconds < 1000)
    #else
      #expect(milliseconds < 100)
    #endif
  }
}
