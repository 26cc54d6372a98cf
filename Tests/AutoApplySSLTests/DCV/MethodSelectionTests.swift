// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import Testing

@Suite struct MethodSelectionTests {
  static let multiDomain = ProductCatalog.product(335)
  static let single = ProductCatalog.product(488)

  @Test func `A plan can have another method for each name, and fewer names`() throws {
    let plan = try Fixture.plan(["a.example.com", "b.example.com", "c.example.com"])
    let changed = plan.choosing { name in
      switch name.name.ascii {
      case "a.example.com": .cname
      case "b.example.com": nil
      default: name.method
      }
    }
    #expect(changed.names.map(\.name.ascii) == ["a.example.com", "c.example.com"])
    #expect(changed.names.map(\.method) == [.cname, .http])
    #expect(changed.records.count == 1)
  }

  @Test(arguments: [
    ([ValidationMethod.cname, .cname], [ParameterName.validationTokens: "ALLCNAMECSRHASH"]),
    ([.http, .cname], [.validationTokens: "HTTPCSRHASH,CNAMECSRHASH"]),
    ([.https, .https], [.dcvMethod: "HTTPS_CSR_HASH"]), ([.email, .email], [.dcvMethod: "EMAIL"]),
  ])
  func `An order for several names has a token for each, or one for all`(
    methods: [ValidationMethod], expected: [ParameterName: String]
  ) throws {
    let plan = try Fixture.plan(["a.example.com", "b.example.com"], .each(methods.map { NameMethod($0) }))
    let product = try #require(Self.multiDomain)
    let parameters = try #require(plan.parameters(for: product))
    #expect(Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.value) }) == expected)
  }

  @Test func `HTTPS and email have no token for one name among others`() throws {
    let plan = try Fixture.plan(["a.example.com", "b.example.com"], .each([NameMethod(.https), NameMethod(.cname)]))
    let product = try #require(Self.multiDomain)
    #expect(plan.parameters(for: product) == nil)
  }

  @Test func `An order for one name has one method`() throws {
    let product = try #require(Self.single)
    let plan = try Fixture.plan(["a.example.com"], .common(.cname))
    #expect(plan.parameters(for: product)?.map(\.value) == ["CNAME_CSR_HASH"])
    let mixed = try Fixture.plan(
      ["a.example.com", "www.a.example.com"], .each([NameMethod(.http), NameMethod(.cname)]))
    #expect(mixed.parameters(for: product) == nil)
  }
}
