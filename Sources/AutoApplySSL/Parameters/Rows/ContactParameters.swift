// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  /// The applicant's representative, whom the CA calls back.
  ///
  /// The reference limits these parameters to OV, but its own sample sends them with joiCountryName, which is limited
  /// to EV.
  static let applicant: [Parameter] = [
    person(.appRepForename, "appRepForename", 64, "The representative's given name."),
    person(.appRepSurname, "appRepSurname", 64, "The representative's family name."),
    person(
      .appRepEmailAddress, "appRepEmailAddress", 255, allowed: .format(.emailAddress),
      "The representative's email address."),
    person(.appRepTelephone, "appRepTelephone", 32, "The representative's telephone number."),
    person(.appRepTitle, "appRepTitle", 64, "The representative's job title."),
    person(.appRepFax, "appRepFax", 32, "The representative's fax number."),
    person(
      .appRepOrganizationName, "appRepOrganizationName", 255,
      "The representative's organization, if it is not the certificate's."),
    office(
      .appRepOrganizationalUnitName, "appRepOrganizationalUnitName", 64, "The representative's organizational unit."),
    office(
      .appRepStreetAddress1, "appRepStreetAddress1", 128, "The first line of the representative's street address."),
    office(
      .appRepStreetAddress2, "appRepStreetAddress2", 128, "The second line of the representative's street address."),
    office(
      .appRepStreetAddress3, "appRepStreetAddress3", 128, "The third line of the representative's street address."),
    office(.appRepPostOfficeBox, "appRepPostOfficeBox", 128, "The representative's post office box."),
    office(
      .appRepLocalityName, "appRepLocalityName", 128, is: .conditional,
      requiredWhen: .not(.given(.appRepStateOrProvinceName)), "The representative's city."),
    office(
      .appRepStateOrProvinceName, "appRepStateOrProvinceName", 128, is: .conditional,
      requiredWhen: .not(.given(.appRepLocalityName)), "The representative's state or province."),
    office(
      .appRepPostalCode, "appRepPostalCode", 128, is: .conditional, requiredWhen: .always,
      "The representative's postal code."),
    Parameter(
      .appRepCountryName, "appRepCountryName", .char, max: 2, is: .conditional,
      requiredWhen: Sourced(hasOffice, .reading), ignoredWhen: .not(hasOffice), allowed: .format(.country),
      for: ov, "The representative's country."),
  ]

  private static let ov = Sourced(ProductScope.kinds([.ov]), .reference, contradictedBy: .sample)
  private static let hasOffice = Condition.given(.appRepOrganizationName)

  private static func person(
    _ name: ParameterName, _ spelling: String, _ maximumLength: Int, allowed: AllowedValues = .any,
    _ summary: String
  ) -> Parameter {
    Parameter(
      name, spelling, .string, max: maximumLength, over: .truncated, allowed: allowed, for: ov, summary)
  }

  /// A row of the representative's own organization, which is ignored without appRepOrganizationName.
  ///
  /// That it is required with that name is an interpretation of the reference's "conditional".
  private static func office(
    _ name: ParameterName, _ spelling: String, _ maximumLength: Int, is requirement: Requirement = .optional,
    requiredWhen: Condition? = nil, _ summary: String
  ) -> Parameter {
    let needed: Condition? =
      switch requiredWhen {
      case nil: nil
      case .always: hasOffice
      case .some(let condition): .all([hasOffice, condition])
      }
    return Parameter(
      name, spelling, .string, max: maximumLength, over: .truncated, is: requirement,
      requiredWhen: needed.map { Sourced($0, .reading) }, ignoredWhen: .not(hasOffice), for: ov, summary)
  }
}

extension Parameter {
  static let contact: [Parameter] = [
    Parameter(
      .emailAddress, "emailAddress", .string, max: 255, over: .truncated, allowed: .format(.emailAddressOrNone),
      "Where to email the certificate instead of to the account's administrator; none disables the email."),
    Parameter(
      .validationEmailAddress, "validationEmailAddress", .string, max: 255, over: .truncated,
      allowed: .format(.emailAddress),
      "The customer's email address, which the CA validates but does not send to."),
    Parameter(
      .contactEmailAddress, "contactEmailAddress", .string, max: 255, over: .truncated,
      allowed: .format(.emailAddress),
      "The only email address that the validation department uses for the order."),
  ]
}

extension Parameter {
  static let trustLogo: [Parameter] = [
    Parameter(
      .idaEmailAddress, "idaEmailAddress", .string, max: 255, over: .truncated, allowed: .format(.emailAddress),
      for: logo, "The email address that the TrustLogo shows."),
    Parameter(
      .idaTelephoneNumber, "idaTelephoneNumber", .string, max: 32, over: .truncated, for: logo,
      "The telephone number that the TrustLogo shows."),
    Parameter(
      .idaFaxNumber, "idaFaxNumber", .string, max: 32, over: .truncated, for: logo,
      "The fax number that the TrustLogo shows."),
  ]

  private static let logo = Sourced(ProductScope.trustLogo, .reference)
}

extension Parameter {
  static let callback: [Parameter] = [
    Parameter(
      .callbackMethod, "callbackMethod", .char, max: 1, over: .truncated,
      allowed: .oneOf([
        .init("T", "the CA gives the code in a call to appRepTelephone"), .init("E", "the CA sends the code by email"),
      ]),
      "How the CA verifies the representative's identity."),
    .flag(
      .isAppRepValidated, "isAppRepValidated", yes: "the reseller has verified the representative's details",
      no: "the CA verifies the representative's details",
      requiredWhen: Sourced(.value(.isCallbackCompleted, "Y"), .reference),
      "Who verifies the representative's contact details; Y requires permission from the CA."),
    .flag(
      .isCallbackCompleted, "isCallbackCompleted", yes: "the reseller has made the callback",
      no: "the CA makes the callback",
      "Who makes the callback; Y requires permission from the CA and isAppRepValidated=Y."),
  ]
}
