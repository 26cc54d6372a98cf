// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

@Suite("eIDAS identifiers")
struct IdentifierTests {
  @Test(
    "Valid identifiers of organizations",
    arguments: [
      "VATBE-0876866142", "NTRGB-12345678", "NTRUS+CA-123456", "PSDBE-NBB-1234.567.890", "VATEL-123456789", "VATXI-1",
      "LEIXG-529900T8BM49AURSDO55", "EORGB-123", "EXCDE-1", "AB:SE-200007292386", "NTRDE-HRB-1-2",
    ])
  func organization(_ text: String) throws {
    let identifier = try OrganizationIdentifier(text)
    let subdivision = identifier.subdivision.map { "+" + $0 } ?? ""
    #expect("\(identifier.type)\(identifier.country)\(subdivision)-\(identifier.reference)" == text)
  }

  @Test(
    "Invalid identifiers of organizations",
    arguments: [
      ("VATUK-1", IdentifierFault.country("UK", type: "VAT")), ("NTREL-1", .country("EL", type: "NTR")),
      ("LEIDE-529900T8BM49AURSDO55", .country("DE", type: "LEI")), ("vatBE-1", .unknownType("vat", nearest: ["VAT"])),
      ("VATBE0876866142", .noHyphen), ("VATBE-", .noReference), ("VAT", .noCountry), ("VATB-1", .noCountry),
      ("VATbe-1", .country("be", type: "VAT")), ("VATBE+A-1", .subdivision("A")),
      ("NTRUS+CALI-1", .subdivision("CALI")),
      ("PSDBE-nbb-1", .authority("nbb")),
      ("LEIXG-1", .reference(expected: "a Legal Entity Identifier of 20 upper-case letters and digits")),
      ("PSDBE-NBB", .reference(expected: "the authority, a hyphen and the authorization number")),
    ])
  func organizationFaults(_ text: String, _ fault: IdentifierFault) {
    #expect(throws: fault) { try OrganizationIdentifier(text) }
  }

  @Test(
    "Valid identifiers of persons",
    arguments: ["PASSK-P3000180", "IDCBE-590082394654", "TINEL-123456789", "EI:SE-200007292386", "PNOFI-1", "EIDDE-1"])
  func person(_ text: String) throws {
    _ = try PersonalIdentifier(text)
  }

  @Test(
    "Invalid identifiers of persons",
    arguments: [
      ("TAXGR-1", IdentifierFault.taxDeprecated, OrderErrorName.taxDeprecated),
      ("VATBE-1", .unknownType("VAT", nearest: ["PAS", "IDC", "PNO", "TIN", "EID"]), .identifierFormat),
      ("PASEL-1", .country("EL", type: "PAS"), .identifierCountry),
      ("", .unknownType("", nearest: ["PAS", "IDC", "PNO", "TIN", "EID"]), .identifierFormat),
      ("ei:SE-1", .unknownType("ei:", nearest: ["EID"]), .identifierFormat),
      ("PASS K-1", .noCountry, .identifierFormat),
      ("TINDE+BY-1", .subdivision("BY"), .identifierFormat),
    ])
  func personFaults(_ text: String, _ fault: IdentifierFault, _ error: OrderErrorName) {
    let found = #expect(throws: IdentifierFault.self) { try PersonalIdentifier(text) }
    #expect(found == fault)
    #expect(found?.error == error)
  }

  @Test("Valid authorities", arguments: ["BE-NBB", "DE-BAFIN", "FI-FINFSA", "GB-ABCDEFGH"])
  func authority(_ text: String) throws {
    let identifier = try NCAIdentifier(text)
    #expect("\(identifier.country)-\(identifier.authority)" == text)
  }

  @Test(
    "Invalid authorities",
    arguments: [
      ("BENBB", IdentifierFault.noHyphen), ("UK-FCA", .country("UK", type: "ncaIdentifier")), ("BE-N", .authority("N")),
      ("BE-nbb", .authority("nbb")), ("BE-ABCDEFGHI", .authority("ABCDEFGHI")), ("BE-NBB-1", .authority("NBB-1")),
      ("-NBB", .noCountry), ("", .noHyphen), ("be-NBB", .country("be", type: "ncaIdentifier")), ("BE", .noHyphen),
    ])
  func authorityFaults(_ text: String, _ fault: IdentifierFault) {
    #expect(throws: fault) { try NCAIdentifier(text) }
  }

  @Test("The listed authority of the country is suggested")
  func suggestion() throws {
    #expect(try NCAIdentifier("BE-BNB").suggestion == "BE-NBB")
    #expect(try NCAIdentifier("BE-NBB").suggestion == nil)
    for text in NCAIdentifier.listed { _ = try NCAIdentifier(text) }
  }

  @Test("Roles that are not given are missing")
  func roles() {
    let order = AutoApplySSLTests.order([
      "accountServicingRole": "Y", "paymentInitiationRole": "N", "paymentServiceRole": "",
    ])
    let roles = PSD2Roles(order)
    #expect(roles.assigned == [.accountServicingRole])
    #expect(roles.missing == [.accountInformationRole, .paymentServiceRole])
  }

  @Test("An order reports the faults in its identifiers, also under their old name")
  func order() {
    let order = AutoApplySSLTests.order([
      "semanticsIdentifier": "TAXGR-1", "ncaIdentifier": "UK-FCA", "organizationIdentifier": "PSDBE-NBB-1",
    ])
    #expect(order.identifierFaults.map(\.parameter) == [.personalIdentifier, .ncaIdentifier])
    #expect(order.identifierFaults.map(\.fault.error) == [.taxDeprecated, .identifierCountry])
    #expect(order.otherAuthority == "BE-NBB")
    #expect(
      AutoApplySSLTests.order(["organizationIdentifier": "PSDBE-NBB-1", "ncaIdentifier": "BE-NBB"]).otherAuthority
        == nil)
  }

  @Test("No input makes the parsers trap", arguments: 0..<300)
  func anyText(_ seed: UInt64) {
    var dice = Dice(seed)
    let text =
      ["", "VAT", "PSDBE-", "NTRUS+", "LEI", "EI:", "BE-"].randomElement(using: &dice).map { $0 + dice.text(6) } ?? ""
    _ = try? OrganizationIdentifier(text)
    _ = try? PersonalIdentifier(text)
    _ = try? NCAIdentifier(text)
  }
}
