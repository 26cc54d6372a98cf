// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  /// The representative whom the CA calls back.
  ///
  /// The reference says that these are for OV only, yet its own sample sends them with joiCountryName, which is
  /// for EV only.
  static let applicant: [Parameter] = [
    person(.appRepForename, "appRepForename", 64, "The representative's given name."),
    person(.appRepSurname, "appRepSurname", 64, "The representative's family name."),
    person(
      .appRepEmailAddress, "appRepEmailAddress", 255, allowed: .format(.emailAddress),
      "The representative's mail address."),
    person(.appRepTelephone, "appRepTelephone", 32, "The representative's telephone number."),
    person(.appRepTitle, "appRepTitle", 64, "The representative's position."),
    person(.appRepFax, "appRepFax", 32, "The representative's fax number."),
    person(
      .appRepOrganizationName, "appRepOrganizationName", 255,
      "The representative's organization, where it is not the certificate's."),
    office(.appRepOrganizationalUnitName, "appRepOrganizationalUnitName", 64, "The representative's unit."),
    office(.appRepStreetAddress1, "appRepStreetAddress1", 128, "The first line of the representative's street."),
    office(.appRepStreetAddress2, "appRepStreetAddress2", 128, "The second line of the representative's street."),
    office(.appRepStreetAddress3, "appRepStreetAddress3", 128, "The third line of the representative's street."),
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

  private static let ov = Sourced(ProductScope.kinds([.ov]), .disputed)
  private static let hasOffice = Condition.given(.appRepOrganizationName)

  private static func person(
    _ name: ParameterName, _ spelling: String, _ maximumLength: Int, allowed: AllowedValues = .any,
    _ summary: String
  ) -> Parameter {
    Parameter(
      name, spelling, .string, max: maximumLength, over: .truncated, allowed: allowed, for: ov, summary)
  }

  /// A row of the representative's own office: without appRepOrganizationName it is ignored, and that it is
  /// needed beside that name is a reading of the word "conditional".
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
      "Where the certificate is mailed instead of to the account's administrator; none stops the mail."),
    Parameter(
      .validationEmailAddress, "validationEmailAddress", .string, max: 255, over: .truncated,
      allowed: .format(.emailAddress),
      "The customer's address, which the CA validates and never writes to."),
    Parameter(
      .contactEmailAddress, "contactEmailAddress", .string, max: 255, over: .truncated,
      allowed: .format(.emailAddress),
      "The only address to which the validation department writes about the order."),
  ]
}

extension Parameter {
  static let trustLogo: [Parameter] = [
    Parameter(
      .idaEmailAddress, "idaEmailAddress", .string, max: 255, over: .truncated, allowed: .format(.emailAddress),
      for: logo, "The mail address that the TrustLogo shows."),
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
        .init("T", "a call to appRepTelephone gives the code"), .init("E", "a mail gives the code"),
      ]),
      "How the representative's identity is checked."),
    .flag(
      .isAppRepValidated, "isAppRepValidated", yes: "the reseller has checked the representative's details",
      no: "the CA checks the representative's details",
      requiredWhen: Sourced(.value(.isCallbackCompleted, "Y"), .reference),
      "Who answers for the representative's contact details; Y needs a permission."),
    .flag(
      .isCallbackCompleted, "isCallbackCompleted", yes: "the reseller has made the callback",
      no: "the CA makes the callback",
      "Who answers for the callback; Y needs a permission, and isAppRepValidated Y with it."),
  ]
}
