// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import KeyAudit
internal import PKCS10

/// All rules, in the order of their findings in a report.
public enum RuleCatalog {
  /// The rules; docs/rules.md is generated from this list.
  public static let all: [Rule] = requestRules + orderFamilies.flatMap(\.rules)

  /// The rules on requests, by family.
  static let requestRules: [Rule] = [
    [
      .keyTooSmall, .keyTooLarge, .keySizeMultiple, .keyUnsupportedAlgorithm, .keyUnsupportedCurve, .keyMalformed,
    ],
    [.keyCompromised, .keyInvalid, .keyAdvisory],
    [
      .signatureInvalid, .signatureAlgorithmMismatch, .signatureUnsupportedAlgorithm, .signatureNotCheckable,
      .signatureWeakHash,
    ],
    [
      .commonNameMissing, .commonNameRepeated, .commonNameNotListed, .subjectAttributeRepeated, .subjectValueTooLong,
      .subjectEmptyValue, .subjectStringType, .subjectIllegalCharacters, .countryNotISO, .countryNotPrintable,
      .organizationalUnit, .subjectPlaceholder,
    ],
    [
      .nameIsURL, .nameUnderscore, .nameIllegalCharacter, .nameReservedLabel, .nameForm, .wildcardPosition,
      .wildcardPublicSuffix, .nameInternal, .nameReservedAddress, .nameReverseZone, .nameOnion, .nameLookAlike,
      .nameInternational,
    ],
    [.alternativeNameType, .challengePassword],
    [.csrTooLong],
    [.encodingNotDecodable] + Rule.irregularities,
  ].flatMap(\.self)

  static let orderFamilies: [OrderFamily] = [
    OrderFamily(
      [
        .formUnknownParameter, .formRepeatedParameter, .formSynonym, .formInvalidValue, .formEmailDomain,
        .formTruncatedValue, .formInapplicableParameter, .formIgnoredParameter, .formReferenceReused, .formCallback,
      ],
      applies: { !$0.order.form.fields.isEmpty }),
    OrderFamily([.formMissingParameter], applies: { $0.question == .form }),
    OrderFamily([.csrNotBase64, .csrNotDecodable, .csrTokenReused]),
    OrderFamily([.productInvalid, .productCode, .productIntranet]),
    OrderFamily([
      .coverageNoName, .coverageWildcardNotAllowed, .coverageWildcardRequired, .coverageWildcardInList,
      .coveragePublicName, .coveragePublicAddress, .coverageAddress, .coverageAddressInList,
      .coveragePrimaryNotListed, .coveragePrimaryTooLong, .coverageIgnoredName, .coverageAddedName,
    ]),
    OrderFamily([
      .mergeCountry, .mergeCountryNotServed, .mergeMixedAddress, .mergeStreetLines, .mergeHiddenValue,
      .mergeOrganizationalUnit, .mergePlaceholder, .mergeOrganizationMissing,
    ]),
    OrderFamily([
      .validationList, .validationImpossible, .validationEmailAddress, .validationEmailDiscouraged,
      .validationEmailForbidden,
    ]),
    OrderFamily(
      Rule.validitySteps + [.validitySHA1],
      applies: { $0.order.isGiven(.days) || $0.order.isGiven(.years) || $0.order.isGiven(.signatureHash) }),
    OrderFamily(
      [
        .identifierRolesMissing, .identifierNoRole, .identifierTAX, .identifierFormat, .identifierCountry,
        .identifierAuthority, .identifierUnlistedAuthority,
      ],
      applies: { $0.product?.kind.value.isEIDAS ?? false }),
  ]

  /// Related rules, and the orders that they concern.
  struct OrderFamily: Sendable {
    let rules: [Rule]
    let applies: @Sendable (borrowing OrderExamination) -> Bool

    init(_ rules: [Rule], applies: @escaping @Sendable (borrowing OrderExamination) -> Bool = { _ in true }) {
      self.rules = rules
      self.applies = applies
    }
  }
}
