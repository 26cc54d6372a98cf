// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

@Suite("Parameters")
struct ParameterTests {
  @Test("A name is found by its exact spelling, and a synonym by its own")
  func lookUp() {
    for name in ParameterName.allCases { #expect(ParameterName(name.spelling) == name) }
    #expect(ParameterName("semanticsIdentifier") == .personalIdentifier)
    #expect(ParameterName("ignoreMasterAccount") == nil)
    #expect(ParameterName("IgnoreMasterAccount") == .ignoreMasterAccount)
    #expect(ParameterName("") == nil)
  }

  @Test("A spelling that differs in case is recognized")
  func misspelled() {
    #expect(ParameterCatalog.name(misspelled: "CSR") == .csr)
    #expect(ParameterCatalog.name(misspelled: "ignoremasteraccount") == .ignoreMasterAccount)
    #expect(ParameterCatalog.name(misspelled: "csrs") == nil)
  }

  @Test(
    "The most similar parameter is found",
    arguments: [
      ("organisationName", ParameterName.organizationName), ("prioritizeCSRValues", .prioritiseCSRValues),
      ("domainName", .domainNames), ("streetAdress1", .streetAddress1), ("contryName", .countryName),
      ("dcvMehtod", .dcvMethod), ("serverSofware", .serverSoftware),
    ])
  func nearest(_ typed: String, _ meant: ParameterName) {
    #expect(ParameterCatalog.nearest(to: typed) == meant)
  }

  @Test(
    "Nonsense is similar to nothing", arguments: ["zzzzzzzz", "voucher", "", String(repeating: "a", count: 100_000)])
  func noneNear(_ typed: String) {
    #expect(ParameterCatalog.nearest(to: typed) == nil)
  }

  @Test("Every row has a summary and a group, and its spelling is its name")
  func rows() {
    for row in ParameterCatalog.all {
      #expect(row.summary.hasSuffix("."))
      #expect("\(row.name)" == row.spelling)
      #expect(ParameterCatalog.all[Int(row.name.rawValue)] == row)
    }
    #expect(ParameterName.disableSWP.parameter.group == .issuance)
    #expect(ParameterName.loginName.parameter.group == .account)
    #expect(ParameterName.ncaName.parameter.group == .eIDAS)
  }

  @Test(
    "Values that the API accepts have no fault",
    arguments: [
      (ParameterName.serverSoftware, "-1"), (.serverSoftware, "36"), (.prioritiseCSRValues, "C"), (.test, "Y"),
      (.servers, "100"), (.uniqueValue, "oDA7uXM0"), (.countryName, "GB"), (.dateOfIncorporation, "2024-02-29"),
      (.dunsNumber, "12-345-6789"), (.emailAddress, "none"), (.contactEmailAddress, "a.b+c@example.co.uk"),
      (.signatureHash, "REQUIRE_SHA2"), (.languageName, "sv"), (.responseFormat, "0"), (.businessCategory, "d"),
      (.organizationName, String(repeating: "ä", count: 65)), (.countryName, "GBR"),
      (.csr, "-----BEGIN\nabc"), (.domainNames, "a.example,\nb.example"), (.callBackTemplateID, "12"),
    ])
  func accepted(_ name: ParameterName, _ value: String) {
    #expect(name.parameter.fault(in: value) == nil)
  }

  @Test(
    "Values that the API does not accept have a specific fault",
    arguments: [
      (ParameterName.serverSoftware, "37", ValueFault.notAllowed(nearest: nil)), (.serverSoftware, "x", .notAnInteger),
      (.prioritiseCSRValues, "y", .notAllowed(nearest: "Y")), (.servers, "0", .outOfRange(1...100)),
      (.servers, "1.5", .notAnInteger), (.servers, "+5", .notAnInteger),
      (.servers, "99999999999999999999", .notAnInteger),
      (.uniqueValue, "abc-1", .malformed(.alphanumeric)),
      (.uniqueValue, "123456789012345678901", .tooLong(length: 21, maximum: 20)),
      (.countryName, "UK", .notACountry(suggestion: "GB")), (.countryName, "gb", .notACountry(suggestion: "GB")),
      (.joiCountryName, "XX", .notACountry(suggestion: nil)),
      (.dateOfIncorporation, "2023-02-29", .malformed(.date)), (.dateOfIncorporation, "1.2.2023", .malformed(.date)),
      (.dunsNumber, "12345678", .malformed(.dunsNumber)), (.emailAddress, "None", .malformed(.emailAddressOrNone)),
      (.contactEmailAddress, "a@b", .malformed(.emailAddress)), (.organizationName, "", .empty),
      (.organizationName, "A\nB", .controlCharacter(index: 1)),
      (.commonName, longName, .tooLong(length: 65, maximum: 64)),
      (.signatureHash, "PREFER_SHA3", .notAllowed(nearest: "PREFER_SHA2")),
      (.dcvMethod, "HTTP", .notAllowed(nearest: nil)),
      (.dcvMethod, "CNAME_CSRHASH", .notAllowed(nearest: "CNAME_CSR_HASH")),
    ])
  func refused(_ name: ParameterName, _ value: String, _ fault: ValueFault) {
    #expect(name.parameter.fault(in: value) == fault)
    #expect(!fault.description.isEmpty)
  }

  private static let longName = String(repeating: "a", count: 65)

  @Test("Lengths count Unicode scalars, not octets or grapheme clusters")
  func scalars() {
    let row = ParameterName.organizationName.parameter
    #expect(row.truncated(String(repeating: "é", count: 64)).truncatedFrom == nil)
    let combined = String(repeating: "e\u{301}", count: 33)
    #expect(row.truncated(combined).truncatedFrom == 66)
    #expect(row.truncated(combined).value.unicodeScalars.count == 64)
    let flags = String(repeating: "🇩🇪", count: 40)
    #expect(row.truncated(flags).truncatedFrom == 80)
  }

  @Test("The product determines the valid days and years")
  func validity() throws {
    let instant = try #require(ProductCatalog.product(24))
    let qualified = try #require(ProductCatalog.product(783))
    let trial = try #require(ProductCatalog.product(43))
    let days = ParameterName.days.parameter
    #expect(days.fault(in: "365", product: instant) == nil)
    #expect(days.fault(in: "1461", product: instant) == nil)
    let listed = [365, 730, 1095, 1461, 1826]
    #expect(days.fault(in: "2000", product: instant) == .notOffered(listed))
    guard case .notListed(listed, let contest)? = days.fault(in: "200", product: instant) else {
      Issue.record("200 days are not contested")
      return
    }
    #expect(contest.source == .reference && contest.contradiction == .partnerGuide)
    #expect(days.fault(in: "90", product: qualified) == nil)
    #expect(days.fault(in: "730", product: qualified) == .notOffered([90, 365]))
    #expect(days.fault(in: "30", product: trial) == nil)
    #expect(days.fault(in: "-30", product: trial) != nil)
    #expect(ParameterName.years.parameter.fault(in: "6", product: instant) == .notOffered([1, 2, 3]))
    #expect(instant.validity.value.offer(years: 4) == .possible)
  }
}
