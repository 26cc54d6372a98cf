// SPDX-License-Identifier: Apache-2.0

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
