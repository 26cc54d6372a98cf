// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import KeyAudit
internal import PKCS10

/// All rules, in the order of their findings in a report.
public enum RuleCatalog {
  /// The rules; docs/rules.md is generated from this list.
  public static let all: [Rule] = families.flatMap(\.rules) + orderFamilies.flatMap(\.rules)

  static let families: [Family] = [
    Family([.requestEnclosed], applies: { $0.enclosure != nil }),
    Family(
      [
        .keyTooSmall, .keyTooLarge, .keySizeMultiple, .keyUnsupportedAlgorithm, .keyUnsupportedCurve, .keyMalformed,
        .keyInOctetString,
      ],
      applies: { !$0.hasOrdinaryKey }),
    Family(
      [.keyCompromised, .keyInvalid, .keyAdvisory], applies: { !$0.evidence.keyVerdict.hits.isEmpty }),
    Family(
      [
        .signatureMissing, .signatureInvalid, .signatureMislabelled, .signatureMalformed, .signatureUnknownAlgorithm,
        .signatureAlgorithmMismatch, .signatureUnsupportedAlgorithm, .signatureNotCheckable,
        .signatureWeakHash,
      ],
      applies: { !$0.hasOrdinarySignature }),
    Family(
      [
        .commonNameMissing, .commonNameRepeated, .commonNameNotListed, .subjectAttributeRepeated,
        .subjectValueTooLong, .subjectEmptyValue, .subjectStringType, .subjectIllegalCharacters, .countryNotISO,
        .countryNotPrintable, .organizationalUnit, .subjectPlaceholder, .subjectGarbled, .subjectHTMLEntity,
        .subjectOuterSpace, .subjectControlCharacter, .subjectNotComposed, .subjectLegacyString, .subjectOrder,
        .subjectMultiValued, .subjectEmail, .subjectDomainComponent, .subjectSerialNumber,
      ],
      applies: { !$0.hasOrdinarySubject }),
    Family(
      [
        .nameIsURL, .nameUnderscore, .nameIllegalCharacter, .nameReservedLabel, .nameForm, .wildcardPosition,
        .wildcardPublicSuffix, .nameInternal, .nameReservedAddress, .nameReverseZone, .nameOnion, .nameLookAlike,
        .nameNotIDNA, .nameInternational, .namePublicSuffix, .addressAsName, .commonNameForm,
      ],
      applies: { !$0.unusualNames.isEmpty }),
    Family([.alternativeNameType, .addressLength, .challengePassword]),
    Family([.alternativeNamesEmpty], applies: { $0.request.subjectAlternativeNames.isEmpty }),
    Family([.alternativeNameRepeated], applies: { $0.order == nil && $0.request.mayRepeatAlternativeNames }),
    Family([.misplacedNames], applies: { MisplacedNames.mayExist(in: $0.request) }),
    Family([.secondExtensionList], applies: { !$0.request.unreadExtensionLists.isEmpty }),
    Family(
      [
        .extensionCA, .extensionKeyUsage, .extensionKeyUsageForKey, .extensionKeyPurpose, .extensionClientAuth,
        .extensionIgnored,
      ],
      applies: { !$0.hasOrdinaryExtensions }),
    Family([.csrTooLong], applies: { $0.request.der.count > 16_384 }),
    Family([.encodingNotDecodable] + Rule.irregularities, applies: { !$0.request.irregularities.isEmpty }),
  ]

  /// Rules of `orderFamilies` that examine requests too.
  static let sharedFamilies: [Family] = [
    Family(
      [
        .evJurisdiction, .identifierFormat, .identifierCountry, .identifierLEIChecksum, .identifierVATChecksum,
        .identifierCountryMismatch, .identifierEqualsOrganization,
      ],
      applies: { $0.hasRegistration })
  ]

  static let orderFamilies: [OrderFamily] = [
    OrderFamily(
      [
        .formUnknownParameter, .formRepeatedParameter, .formSynonym, .formInvalidValue, .formEmailDomain,
        .formTruncatedValue, .formInapplicableParameter, .formIgnoredParameter, .formReferenceReused, .formCallback,
      ],
      applies: { !$0.order.form.fields.isEmpty }),
    OrderFamily([.formMissingParameter], applies: { $0.question == .form }),
    OrderFamily([.csrNotBase64, .csrNotDecodable, .csrTokenReused], dependsOnProduct: false),
    OrderFamily([.productInvalid, .productCode, .productOtherEndpoint, .productIntranet]),
    OrderFamily([
      .coverageNoName, .coverageWildcardNotAllowed, .coverageWildcardRequired, .coverageWildcardInList,
      .coveragePublicName, .coveragePublicAddress, .coverageAddress, .coverageAddressInList, .coverageNotation,
      .coveragePrimaryNotListed, .coveragePrimaryTooLong, .coverageIgnoredName, .coverageAddedName,
    ]),
    OrderFamily([
      .mergeCountry, .mergeCountryNotServed, .mergeMixedAddress, .mergeStreetLines, .mergeHiddenValue,
      .mergeOrganizationalUnit, .mergePlaceholder, .mergeOrganizationMissing,
    ]),
    OrderFamily(
      [.mergeGarbled, .mergeHTMLEntity, .mergeOuterSpace, .mergeControlCharacter, .mergeNotComposed],
      applies: { $0.hasUnusualText }),
    OrderFamily([
      .validationList, .validationImpossible, .validationEmailAddress, .validationEmailDiscouraged,
      .validationEmailForbidden,
    ]),
    OrderFamily(
      Rule.validitySteps + [.validationReuse, .validitySHA1],
      applies: { $0.order.isGiven(.days) || $0.order.isGiven(.years) || $0.order.isGiven(.signatureHash) }),
    OrderFamily(
      [.subjectNotInDV, .subjectPersonInOV, .subjectNotInEV, .subjectPersonMissing],
      applies: { $0.order.hasRequest }),
    OrderFamily(
      [.evBusinessCategory, .evRegistration, .evJurisdiction, .identifierScheme],
      applies: { $0.product?.kind.value == .ev }),
    OrderFamily(
      [
        .identifierRolesMissing, .identifierNoRole, .identifierTAX, .identifierFormat, .identifierCountry,
        .identifierLEIChecksum, .identifierVATChecksum, .identifierCountryMismatch, .identifierEqualsOrganization,
        .identifierAuthority, .identifierUnlistedAuthority, .identifierAuthorityName,
      ],
      applies: { $0.product?.kind.value.isEIDAS ?? false }),
  ]

  /// Related rules with a common prefilter.
  struct Family: Sendable {
    let rules: [Rule]
    /// Whether any of the rules can be violated; false for most requests, whose checks are then skipped.
    let applies: @Sendable (borrowing Examination) -> Bool

    init(_ rules: [Rule], applies: @escaping @Sendable (borrowing Examination) -> Bool = { _ in true }) {
      self.rules = rules
      self.applies = applies
    }
  }

  struct OrderFamily: Sendable {
    let rules: [Rule]
    /// Whether the rules apply what is documented for the ordered product.
    let dependsOnProduct: Bool
    let applies: @Sendable (borrowing OrderExamination) -> Bool

    init(
      _ rules: [Rule], dependsOnProduct: Bool = true,
      applies: @escaping @Sendable (borrowing OrderExamination) -> Bool = { _ in true }
    ) {
      self.rules = rules
      self.dependsOnProduct = dependsOnProduct
      self.applies = applies
    }
  }
}

/// The checks without their texts, because copying a rule costs more than most checks.
extension RuleCatalog {
  static let plan: [Step] = {
    let next = counter(from: 0)
    return families.map { Step($0, position: next) } + sharedFamilies.map { Step($0, position: position) }
  }()

  static let orderPlan: [OrderStep] = {
    let next = counter(from: families.reduce(0) { $0 + $1.rules.count })
    return orderFamilies.map { OrderStep($0, position: next) }
  }()

  /// The indices of the rules of `all` in order, one for each call; looking each rule up would take 2 % of a start.
  private static func counter(from first: Int) -> (Rule) -> Int {
    var next = first
    return { _ in
      defer { next += 1 }
      return next
    }
  }

  /// The index of a rule in `all`.
  private static func position(of rule: Rule) -> Int {
    guard let position = all.firstIndex(where: { $0.id == rule.id }) else {
      preconditionFailure("\(rule.id) is not in the catalog")
    }
    return position
  }

  struct Step: Sendable {
    let applies: @Sendable (borrowing Examination) -> Bool
    let checks: [Check]

    /// Takes the checks of requests from a family; `position` is called for each rule, in order.
    init(_ family: Family, position: (Rule) -> Int) {
      applies = family.applies
      checks = family.rules.compactMap { rule in
        let position = position(rule)
        return rule.check.ofRequests.map { Check(position: position, inForce: rule.inForce, run: $0) }
      }
    }
  }

  struct Check: Sendable {
    /// The index of the rule in `all`.
    let position: Int
    let inForce: CalendarDate?
    let run: Rule.RequestCheck
  }

  struct OrderStep: Sendable {
    let applies: @Sendable (borrowing OrderExamination) -> Bool
    let checks: [OrderCheck]

    /// Takes the checks of orders from a family; `position` is called for each rule, in order.
    init(_ family: OrderFamily, position: (Rule) -> Int) {
      applies = family.applies
      checks = family.rules.compactMap { rule in
        let position = position(rule)
        return rule.check.ofOrders.map { run in
          OrderCheck(
            position: position, inForce: rule.inForce, scope: rule.kinds.isEmpty ? nil : .kinds(rule.kinds),
            dependsOnProduct: family.dependsOnProduct, run: run)
        }
      }
    }
  }

  struct OrderCheck: Sendable {
    /// The index of the rule in `all`.
    let position: Int
    let inForce: CalendarDate?
    /// The products to whose orders the rule applies; nil for all.
    let scope: ProductScope?
    let dependsOnProduct: Bool
    let run: Rule.OrderCheck
  }
}
