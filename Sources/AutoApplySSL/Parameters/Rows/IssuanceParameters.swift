// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let handling: [Parameter] = [
    Parameter(
      .caCertificateID, "caCertificateID", .integer, allowed: .integers(0...Int.max),
      "The issuing CA, for accounts that have agreed on this with the CA."),
    .flag(
      .isCustomerValidated, "isCustomerValidated", yes: "the reseller has validated the customer",
      no: "the CA validates the customer", default: Sourced("N", .reference),
      "Who validates the customer."),
    .flag(
      .showCertificateID, "showCertificateID", yes: "the answer has the certificate's number",
      no: "the answer has no certificate number", default: Sourced("N", .reference),
      "Whether the answer names the certificate's number."),
    Parameter(
      .foreignOrderNumber, "foreignOrderNumber", .char, max: 64, over: .truncated,
      "The orderer's own number for the order."),
    .flag(
      .checkFONIsUnique, "checkFONIsUnique", yes: "foreignOrderNumber must be new for the account",
      no: "foreignOrderNumber may repeat", default: Sourced("N", .reading),
      "Whether foreignOrderNumber must be one that the account has not used."),
    Parameter(
      .responseFormat, "responseFormat", .char, max: 1,
      allowed: .oneOf([.init("0", "a value a line"), .init("1", "URL-encoded names and values")]),
      default: Sourced("0", .reference), "The form of the answer."),
    .flag(
      .test, "test", yes: "a test, free of charge", no: "a real order", default: Sourced("N", .reference),
      "Whether the order is a test."),
  ]
}

extension Parameter {
  static let issuance: [Parameter] = [
    .flag(
      .showCertificateState, "showCertificateState", yes: "the answer has the certificate's state",
      no: "the answer has no state", default: Sourced("N", .reading),
      "Whether the answer tells the certificate's state."),
    .flag(
      .omitAdditionalFQDN, "omitAdditionalFQDN", yes: "no name is added",
      no: "www.example.com is added to example.com, and the other way round",
      default: Sourced("N", .reference), for: Sourced(.singleDomain, .reference),
      "Whether the second name of a single-domain certificate is left out."),
    .flag(
      .doAutoOV, "doAutoOV", yes: "the organization is validated automatically",
      no: "it is not validated automatically", default: Sourced("N", .reference),
      "Whether the organization's validation starts by itself."),
    .flag(
      .ignoreMasterAccount, "IgnoreMasterAccount", yes: "Enterprise Authentication is left out",
      no: "Enterprise Authentication applies", default: Sourced("N", .reference),
      for: Sourced(.kinds([.ev, .ov]), .reference),
      "Whether the master account's settings are ignored."),
    .flag(
      .disableSWP, "disableSWP", yes: "no free web products are added",
      no: "free web products are added where they apply", default: Sourced("N", .reference),
      "Whether the Secure Website Platform is left out."),
  ]
}

extension Parameter {
  static let eIDAS: [Parameter] = [
    identifier(
      .organizationIdentifier, "organizationIdentifier", .kinds([.eIDASLegal, .eIDASPSD2]),
      .organizationIdentifier, "The organization's registration, or a payment provider's authorization number."),
    identifier(
      .personalIdentifier, "personalIdentifier", .kinds([.eIDASNatural]), .personalIdentifier,
      synonyms: ["semanticsIdentifier"], "The number by which the person in the subject is known."),
    identifier(
      .ncaIdentifier, "ncaIdentifier", .kinds([.eIDASPSD2]), .ncaIdentifier,
      "The short name of the authority that supervises the payment provider."),
    role(.accountServicingRole, "accountServicingRole", "Whether the provider services accounts (PSP_AS)."),
    role(.paymentInitiationRole, "paymentInitiationRole", "Whether the provider initiates payments (PSP_PI)."),
    role(.accountInformationRole, "accountInformationRole", "Whether the provider gives account information (PSP_AI)."),
    role(.paymentServiceRole, "paymentServiceRole", "Whether the provider issues card-based instruments (PSP_IC)."),
    Parameter(
      .ncaName, "ncaName", .char, max: 100, for: eIDASOnly,
      "The authority's English name; without it the CA takes the one that belongs to ncaIdentifier."),
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
