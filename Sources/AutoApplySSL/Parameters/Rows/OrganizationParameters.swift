// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  /// The parameters that `prioritiseCSRValues` merges with the CSR.
  static let subject: [Parameter] = [
    merged(
      .organizationName, "organizationName", 64, .organizationName,
      requiredWhen: Sourced(.product(ProductScope.kinds(ProductKind.withOrganization)), .baselineRequirements),
      "The organization's name."),
    merged(
      .organizationalUnitName, "organizationalUnitName", 64, .organizationalUnitName,
      "The organizational unit."),
    merged(.postOfficeBox, "postOfficeBox", 40, .postOfficeBox, "The organization's post office box."),
    merged(
      .streetAddress1, "streetAddress1", 128, .streetAddress(0), is: .required, omittedFor: domainValidated,
      "The first line of the organization's street address."),
    merged(
      .streetAddress2, "streetAddress2", 128, .streetAddress(1),
      "The second line of the organization's street address."),
    merged(
      .streetAddress3, "streetAddress3", 128, .streetAddress(2),
      "The third line of the organization's street address."),
    merged(
      .localityName, "localityName", 128, .localityName, is: .conditional,
      requiredWhen: Sourced(.not(.given(.stateOrProvinceName)), .reference), omittedFor: domainValidated,
      "The organization's city."),
    merged(
      .stateOrProvinceName, "stateOrProvinceName", 128, .stateOrProvinceName, is: .conditional,
      requiredWhen: Sourced(.not(.given(.localityName)), .reference), omittedFor: domainValidated,
      "The organization's state or province."),
    merged(
      .postalCode, "postalCode", 40, .postalCode, is: .required, omittedFor: domainValidated,
      "The organization's postal code."),
    merged(
      .countryName, "countryName", 2, .countryName, is: .required, omittedFor: domainValidated,
      allowed: .format(.country), "The organization's country."),
  ]

  /// Published clients order DV certificates without an address, which such a certificate does not contain.
  static let domainValidated = Sourced(ProductScope.kinds([.dv]), .clients)

  private static func merged(
    _ name: ParameterName, _ spelling: String, _ maximumLength: Int, _ attribute: SubjectAttribute,
    is requirement: Requirement = .optional, requiredWhen: Sourced<Condition>? = nil,
    omittedFor: Sourced<ProductScope>? = nil, allowed: AllowedValues = .any, _ summary: String
  ) -> Parameter {
    Parameter(
      name, spelling, .string, max: maximumLength, over: .truncated, is: requirement,
      requiredWhen: requiredWhen, omittedFor: omittedFor, allowed: allowed, subject: attribute, summary)
  }
}

extension Parameter {
  static let company: [Parameter] = [
    Parameter(
      .dunsNumber, "dunsNumber", .string, max: 20, over: .truncated, allowed: .format(.dunsNumber),
      "The organization's D-U-N-S number from Dun & Bradstreet."),
    Parameter(
      .companyNumber, "companyNumber", .string, max: 64, over: .truncated,
      "The organization's company registration number."),
    Parameter(
      .joiLocalityName, "joiLocalityName", .string, max: 128, over: .truncated, for: ev,
      "The city of the organization's jurisdiction of incorporation."),
    Parameter(
      .joiStateOrProvinceName, "joiStateOrProvinceName", .string, max: 128, over: .truncated, for: ev,
      "The state or province of the organization's jurisdiction of incorporation."),
    Parameter(
      .joiCountryName, "joiCountryName", .string, max: 2, over: .truncated, is: .conditional,
      requiredWhen: Sourced(.product(.kinds([.ev])), .evGuidelines), allowed: .format(.country), for: ev,
      "The country of the organization's jurisdiction of incorporation."),
    Parameter(
      .dateOfIncorporation, "dateOfIncorporation", .string, max: 10, allowed: .format(.date), for: ev,
      "The date on which the organization was incorporated."),
    Parameter(
      .assumedName, "assumedName", .string, max: 64, over: .truncated, for: ev,
      "The name under which the organization does business, if it differs from its legal name."),
    Parameter(
      .businessCategory, "businessCategory", .char, max: 1, over: .truncated,
      allowed: .oneOf([
        .init("b", "private organization"), .init("c", "government entity"), .init("d", "business entity"),
      ]),
      "The organization's legal category."),
  ]

  private static let ev = Sourced(ProductScope.kinds([.ev]), .reference)
}
