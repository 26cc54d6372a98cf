// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let handling: [Parameter] = [
    Parameter(
      .caCertificateID, "caCertificateID", .integer, allowed: .integers(0...Int.max),
      "The ID of the issuing CA, for accounts that have arranged this with the CA."),
    .flag(
      .isCustomerValidated, "isCustomerValidated", yes: "the reseller has validated the customer",
      no: "the CA validates the customer", default: Sourced("N", .reference),
      "Who validates the customer."),
    .flag(
      .showCertificateID, "showCertificateID", yes: "the response includes the certificate ID",
      no: "the response does not include the certificate ID", default: Sourced("N", .reference),
      "Whether the response includes the certificate ID."),
    Parameter(
      .foreignOrderNumber, "foreignOrderNumber", .char, max: 64, over: .truncated,
      "The customer's own reference number for the order."),
    .flag(
      .checkFONIsUnique, "checkFONIsUnique", yes: "foreignOrderNumber must be unique in the account",
      no: "foreignOrderNumber can repeat", default: Sourced("N", .reading),
      "Whether the CA refuses a foreignOrderNumber that the account has already used."),
    Parameter(
      .responseFormat, "responseFormat", .char, max: 1,
      allowed: .oneOf([.init("0", "one value per line"), .init("1", "URL-encoded names and values")]),
      default: Sourced("0", .reference), "The format of the response."),
    .flag(
      .test, "test", yes: "a test order, free of charge", no: "a real order", default: Sourced("N", .reference),
      "Whether this is a test order."),
  ]
}

extension Parameter {
  static let issuance: [Parameter] = [
    .flag(
      .showCertificateState, "showCertificateState", yes: "the response includes the certificate status",
      no: "the response does not include the certificate status", default: Sourced("N", .reading),
      "Whether the response includes the certificate status."),
    .flag(
      .omitAdditionalFQDN, "omitAdditionalFQDN", yes: "no name is added",
      no: "www.example.com is added to example.com, and example.com to www.example.com",
      default: Sourced("N", .reference), for: Sourced(.singleDomain, .reference),
      "Whether to omit the additional name of a single-domain certificate."),
    .flag(
      .doAutoOV, "doAutoOV", yes: "the CA validates the organization automatically",
      no: "the CA does not validate the organization automatically", default: Sourced("N", .reference),
      "Whether to validate the organization automatically."),
    .flag(
      .ignoreMasterAccount, "IgnoreMasterAccount", yes: "Enterprise Authentication does not apply",
      no: "Enterprise Authentication applies", default: Sourced("N", .reference),
      for: Sourced(.kinds([.ev, .ov]), .reference),
      "Whether to ignore the master account's settings."),
    .flag(
      .disableSWP, "disableSWP", yes: "no free web products are added",
      no: "free web products are added if available", default: Sourced("N", .reference),
      "Whether to disable the Secure Website Platform."),
  ]
}

extension Parameter {
  static let eIDAS: [Parameter] = [
    identifier(
      .organizationIdentifier, "organizationIdentifier", .kinds([.eIDASLegal, .eIDASPSD2]),
      .organizationIdentifier, "The organization's registration number, or a payment provider's authorization number."),
    identifier(
      .personalIdentifier, "personalIdentifier", .kinds([.eIDASNatural]), .personalIdentifier,
      synonyms: ["semanticsIdentifier"], "The identification number of the natural person in the subject."),
    identifier(
      .ncaIdentifier, "ncaIdentifier", .kinds([.eIDASPSD2]), .ncaIdentifier,
      "The short name of the national competent authority (NCA) that supervises the payment provider."),
    role(.accountServicingRole, "accountServicingRole", "Whether the provider services accounts (PSP_AS)."),
    role(.paymentInitiationRole, "paymentInitiationRole", "Whether the provider initiates payments (PSP_PI)."),
    role(
      .accountInformationRole, "accountInformationRole", "Whether the provider offers account information (PSP_AI)."),
    role(.paymentServiceRole, "paymentServiceRole", "Whether the provider issues card-based instruments (PSP_IC)."),
    Parameter(
      .ncaName, "ncaName", .char, max: 100, for: eIDASOnly,
      "The English name of the NCA; by default, the name that belongs to ncaIdentifier."),
  ]

  private static let eIDASOnly = Sourced(
    ProductScope.kinds([.eIDASNatural, .eIDASLegal, .eIDASPSD2]), .reference)

  private static func identifier(
    _ name: ParameterName, _ spelling: String, _ needing: ProductScope, _ format: ValueFormat,
    synonyms: [String] = [], _ summary: String
  ) -> Parameter {
    Parameter(
      name, spelling, .char, max: 100, requiredWhen: Sourced(.product(needing), .reference),
      allowed: .format(format), for: eIDASOnly, synonyms: synonyms, summary)
  }

  private static func role(_ name: ParameterName, _ spelling: String, _ summary: String) -> Parameter {
    .flag(
      name, spelling, yes: "the provider has the role", no: "the provider does not have the role",
      requiredWhen: Sourced(.product(.kinds([.eIDASPSD2])), .reference), for: eIDASOnly, summary)
  }
}
