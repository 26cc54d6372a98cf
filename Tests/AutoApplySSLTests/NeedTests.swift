// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

@Suite("Needed parameters")
struct NeedTests {
  static func needs(_ fields: KeyValuePairs<String, String>, _ request: RequestValues? = RequestValues())
    -> [ParameterName]
  {
    EffectiveOrder(form: form(fields), request: request).needs().map(\.name)
  }

  static let address = RequestValues(
    organizationName: "Acme Ltd", streetAddress: ["1 Road"], localityName: "Leeds", postalCode: "LS1", countryName: "GB"
  )

  @Test("Only a CSR for a single-domain product")
  func bare() {
    let needs = NeedTests.needs(["product": "24"])
    #expect(
      needs == [
        .days, .serverSoftware, .organizationName, .streetAddress1, .localityName, .postalCode, .countryName,
      ])
  }

  @Test("Without a product, only the parameters that every order needs are listed")
  func noProduct() {
    #expect(NeedTests.needs([:], nil).starts(with: [.product, .serverSoftware, .csr, .streetAddress1]))
  }

  @Test("The account parameters are listed only on request")
  func account() {
    let names = order(["product": "24"]).needs(account: true).map(\.name)
    #expect(names.starts(with: [.loginName, .loginPassword, .days]))
  }

  @Test("The CSR's address is sufficient unless it is ignored")
  func address() {
    #expect(NeedTests.needs(["product": "24", "days": "365", "serverSoftware": "2"], NeedTests.address).isEmpty)
    let ignoring = NeedTests.needs(
      ["product": "24", "days": "365", "serverSoftware": "2", "prioritiseCSRValues": "P"], NeedTests.address)
    #expect(ignoring == [.organizationName, .streetAddress1, .localityName, .postalCode, .countryName])
  }

  @Test(
    "What published clients omit is contested for DV only",
    arguments: [
      ("488", [ParameterName.streetAddress1, .localityName, .postalCode, .countryName]),
      ("289", [.servers, .streetAddress1, .localityName, .postalCode, .countryName]), ("35", []), ("337", []),
      ("510", []),
    ])
  func contested(_ code: String, _ names: [ParameterName]) {
    let needs = order(["product": code, "serverSoftware": "2", "years": "1"]).needs()
    #expect(needs.filter { $0.because.certainty == .contested }.map(\.name) == names)
    #expect(needs.allSatisfy { ($0.contest == nil) == ($0.because.contradiction == nil) })
  }

  @Test("A contested fact has the titles of both sources")
  func contest() throws {
    let fact = Sourced(1, .reference, contradictedBy: .clients)
    #expect(fact.certainty == .contested && Sourced(1, .reference).certainty == .documented)
    let titles = [fact.source.title, try #require(fact.contradiction).title]
    #expect(titles == ["AutoApplySSL request reference", "published clients of the API"])
  }

  @Test(
    "One parameter of a pair is sufficient",
    arguments: [
      ("years", "1", ParameterName.days), ("days", "365", .years), ("stateOrProvinceName", "Kent", .localityName),
      ("localityName", "Leeds", .stateOrProvinceName),
    ])
  func pairs(_ name: String, _ value: String, _ covered: ParameterName) {
    let needs = NeedTests.needs(["product": "24", name: value])
    #expect(!needs.contains(covered))
    #expect(ParameterName(name).map(needs.contains) == false)
  }

  @Test("Alternatives are listed")
  func alternatives() throws {
    let needs = order(["product": "24"]).needs()
    #expect(try #require(needs.first { $0.name == .days }).alternatives == [.years])
    #expect(try #require(needs.first { $0.name == .localityName }).alternatives == [.stateOrProvinceName])
  }

  @Test(
    "The product family determines the needed parameters",
    arguments: [
      ("35", [ParameterName.servers]), ("43", []), ("337", [.joiCountryName]),
      ("335", [.domainNames, .dcvEmailAddresses]), ("791", [.personalIdentifier]), ("783", [.organizationIdentifier]),
      (
        "788",
        [
          .organizationIdentifier, .ncaIdentifier, .accountServicingRole, .paymentInitiationRole,
          .accountInformationRole, .paymentServiceRole,
        ]
      ),
      ("488", []),
    ])
  func families(_ code: String, _ expected: [ParameterName]) {
    let needs = NeedTests.needs(["product": code, "serverSoftware": "2", "years": "1"], NeedTests.address)
    #expect(needs == expected)
  }

  @Test("The trial product does not need a validity period")
  func trial() {
    #expect(NeedTests.needs(["product": "43", "serverSoftware": "2"], NeedTests.address).isEmpty)
  }

  @Test(
    "Multi-domain orders need a validation method for their names",
    arguments: [
      ("dcvEmailAddresses", "a@b.example"), ("validationTokens", "ALLHTTPCSRHASH"), ("dcvMethod", "CNAME_CSR_HASH"),
    ])
  func methods(_ name: String, _ value: String) {
    let needs = NeedTests.needs(["product": "335", "domainNames": "b.example", name: value], NeedTests.address)
    #expect(!needs.contains(.dcvEmailAddresses) && !needs.contains(.validationTokens))
  }

  @Test("A representative's own organization needs its address")
  func office() {
    let needs = NeedTests.needs(
      ["product": "24", "days": "365", "serverSoftware": "2", "appRepOrganizationName": "X"], NeedTests.address)
    #expect(needs == [.appRepLocalityName, .appRepPostalCode, .appRepCountryName])
  }

  @Test("A completed callback requires a verified representative")
  func callback() {
    let needs = NeedTests.needs(
      ["product": "24", "days": "365", "serverSoftware": "2", "isCallbackCompleted": "Y"], NeedTests.address)
    #expect(needs == [.isAppRepValidated])
  }

  @Test("A condition describes itself and determines when a value is ignored")
  func conditions() {
    #expect(ParameterName.localityName.parameter.requiredWhen.value.description == "stateOrProvinceName is not given")
    #expect(ParameterName.servers.parameter.ignoredWhen.holds(in: order(["product": "24"]).values))
    #expect(!ParameterName.servers.parameter.ignoredWhen.holds(in: order(["product": "35"]).values))
    #expect(ParameterName.years.parameter.ignoredWhen.holds(in: order(["days": "90"]).values))
    #expect(ParameterName.appRepPostalCode.parameter.ignoredWhen.holds(in: order(["appRepPostalCode": "1"]).values))
    for row in ParameterCatalog.all {
      #expect(!row.requiredWhen.value.description.isEmpty && !row.scope.value.description.isEmpty)
    }
  }

  @Test("Parameters that do not apply to the product are reported in the order of the reference")
  func inapplicable() {
    let order = order([
      "product": "335", "organizationIdentifier": "x", "commonName": "a.example", "assumedName": "", "days": "1",
      "appRepForename": "J", "idaFaxNumber": "1", "commonName": "b.example", "domainNames": "a.example",
    ])
    #expect(order.inapplicable == [.commonName, .idaFaxNumber, .organizationIdentifier])
    #expect(AutoApplySSLTests.order(["product": "0", "assumedName": "x"]).inapplicable.isEmpty)
    #expect(ParameterName.appRepForename.parameter.scope.certainty == .contested)
  }

  @Test("maxSubjectCNs is 1 by default, or 0 if primaryDomainName exceeds 64 bytes")
  func maxSubjectCNs() {
    #expect(order([:])[.maxSubjectCNs].value == "1")
    let ascii = String(repeating: "a", count: 64)
    #expect(order(["primaryDomainName": ascii])[.maxSubjectCNs].value == "1")
    #expect(order(["primaryDomainName": ascii + "a"])[.maxSubjectCNs].value == "0")
    // 33 characters, 66 bytes
    let wide = String(repeating: "ä", count: 33)
    #expect(order(["primaryDomainName": wide])[.maxSubjectCNs].value == "0")
    #expect(order(["primaryDomainName": wide, "maxSubjectCNs": "1"])[.maxSubjectCNs].origin == .parameter)
  }
}
