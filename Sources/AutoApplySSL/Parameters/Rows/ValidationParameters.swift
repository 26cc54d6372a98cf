// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let validation: [Parameter] = [
    Parameter(
      .dcvMethod, "dcvMethod", .string, max: 32, over: .truncated,
      allowed: .oneOf(DCVMethod.allCases.map { .init($0.rawValue, $0.title) }),
      default: Sourced(DCVMethod.email.rawValue, .reference),
      "How control of the names is validated."),
    Parameter(
      .dcvEmailAddress, "dcvEmailAddress", .string, max: 255, over: .truncated, allowed: .format(.emailAddress),
      for: Sourced(.singleDomain, .reference),
      "Where the validation mail of a single-domain order goes."),
    Parameter(
      .dcvEmailAddresses, "dcvEmailAddresses", .string, max: 32767, is: .conditional,
      requiredWhen: list(otherwise: .validationTokens), allowed: .format(.dcvEmailAddresses),
      for: Sourced(.multiDomain, .reference),
      "A mail address or a method's token for each name, in the order of domainNames."),
    Parameter(
      .dcvTemplateID, "dcvTemplateID", .integer, allowed: .integers(0...Int.max),
      "The account's own template for the validation mail."),
    Parameter(
      .maCreationTemplateID, "maCreationTemplateID", .integer, allowed: .integers(0...Int.max),
      "The account's own template for the mail of Enterprise Authentication."),
    Parameter(
      .callBackTemplateID, "callBackTemplateID", .integer, allowed: .integers(0...Int.max),
      "The account's own template for the callback mail."),
    Parameter(
      .languageName, "languageName", .string, max: 2,
      ignoredWhen: .all([.given(.callBackTemplateID), .given(.maCreationTemplateID)]),
      allowed: .oneOf(languages), default: Sourced("en", .reference),
      "The language of the account's mail templates, where no template is chosen by number."),
    Parameter(
      .validationTokens, "validationTokens", .string, max: 32767, is: .conditional,
      requiredWhen: list(otherwise: .dcvEmailAddresses), allowed: .format(.validationTokens),
      for: Sourced(.multiDomain, .reference),
      "A method's token for each name, in the order of domainNames, or one token for all of them."),
  ]

  /// Each list makes the other unnecessary. That a dcvMethod other than EMAIL does so too is a reading:
  /// the reference limits dcvMethod to no product.
  private static func list(otherwise other: ParameterName) -> Sourced<Condition> {
    Sourced(
      .all([.product(.multiDomain), .not(.given(other)), .value(.dcvMethod, DCVMethod.email.rawValue)]), .reading)
  }

  private static let languages: [AllowedValues.Choice] = [
    .init("en", "English"), .init("zh", "Mandarin Chinese"), .init("da", "Danish"), .init("nl", "Dutch"),
    .init("fr", "French"), .init("de", "German"), .init("it", "Italian"), .init("ja", "Japanese"),
    .init("ko", "Korean"), .init("pt", "Portuguese"), .init("ru", "Russian"), .init("es", "Spanish"),
    .init("sv", "Swedish"), .init("tr", "Turkish"),
  ]
}
