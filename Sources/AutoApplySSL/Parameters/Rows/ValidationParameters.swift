// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let validation: [Parameter] = [
    Parameter(
      .dcvMethod, "dcvMethod", .string, max: 32, over: .truncated,
      allowed: .oneOf(ValidationMethod.allCases.map { .init($0.rawValue, $0.summary) }),
      default: Sourced(ValidationMethod.email.rawValue, .reference),
      "The method that validates control of the names."),
    Parameter(
      .dcvEmailAddress, "dcvEmailAddress", .string, max: 255, over: .truncated, allowed: .format(.emailAddress),
      for: Sourced(.singleDomain, .reference),
      "The address for the validation email of a single-domain order."),
    Parameter(
      .dcvEmailAddresses, "dcvEmailAddresses", .string, max: 32767, is: .conditional,
      requiredWhen: list(otherwise: .validationTokens), allowed: .format(.dcvEmailAddresses),
      for: Sourced(.multiDomain, .reference),
      "An email address or a method's token for each name, in the order of domainNames."),
    Parameter(
      .dcvTemplateID, "dcvTemplateID", .integer, allowed: .integers(0...Int.max),
      "The ID of the account's template for the validation email."),
    Parameter(
      .maCreationTemplateID, "maCreationTemplateID", .integer, allowed: .integers(0...Int.max),
      "The ID of the account's template for the Enterprise Authentication email."),
    Parameter(
      .callBackTemplateID, "callBackTemplateID", .integer, allowed: .integers(0...Int.max),
      "The ID of the account's template for the callback email."),
    Parameter(
      .languageName, "languageName", .string, max: 2,
      ignoredWhen: .all([.given(.callBackTemplateID), .given(.maCreationTemplateID)]),
      allowed: .oneOf(languages), default: Sourced("en", .reference),
      "The language of the account's email templates, if no template ID is given."),
    Parameter(
      .validationTokens, "validationTokens", .string, max: 32767, is: .conditional,
      requiredWhen: list(otherwise: .dcvEmailAddresses), allowed: .format(.validationTokens),
      for: Sourced(.multiDomain, .reference),
      "A method's token for each name, in the order of domainNames, or one token for all names."),
  ]

  /// The condition under which one of the two lists is required.
  ///
  /// That a dcvMethod other than EMAIL replaces both lists is an interpretation: the reference does not limit dcvMethod
  /// to some products.
  private static func list(otherwise other: ParameterName) -> Sourced<Condition> {
    Sourced(
      .all([.product(.multiDomain), .not(.given(other)), .value(.dcvMethod, ValidationMethod.email.rawValue)]), .reading
    )
  }

  private static let languages: [ParameterChoice] = [
    .init("en", "English"), .init("zh", "Mandarin Chinese"), .init("da", "Danish"), .init("nl", "Dutch"),
    .init("fr", "French"), .init("de", "German"), .init("it", "Italian"), .init("ja", "Japanese"),
    .init("ko", "Korean"), .init("pt", "Portuguese"), .init("ru", "Russian"), .init("es", "Spanish"),
    .init("sv", "Swedish"), .init("tr", "Turkish"),
  ]
}
