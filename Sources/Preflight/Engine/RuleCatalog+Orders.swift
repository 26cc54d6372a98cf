// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension RuleCatalog {
  /// Rules on orders that are about the same thing.
  struct OrderFamily: Sendable {
    let rules: [Rule]
    let concerns: @Sendable (borrowing OrderExamination) -> Bool

    init(_ rules: [Rule], concerns: @escaping @Sendable (borrowing OrderExamination) -> Bool = { _ in true }) {
      self.rules = rules
      self.concerns = concerns
    }
  }

  static let orderFamilies: [OrderFamily] = [
    OrderFamily(
      [
        .formUnknownParameter, .formRepeatedParameter, .formSynonym, .formInvalidValue, .formEmailDomain,
        .formTruncatedValue, .formInapplicableParameter, .formIgnoredParameter, .formReferenceReused, .formCallback,
      ],
      concerns: { !$0.order.form.fields.isEmpty }),
    OrderFamily([.formMissingParameter], concerns: { $0.question == .form }),
    OrderFamily([.csrNotBase64, .csrNotDecodable, .csrTokenReused]),
    OrderFamily([.productInvalid, .productCode, .productIntranet]),
    OrderFamily([
      .coverageNoName, .coverageWildcardNotAllowed, .coverageWildcardRequired, .coverageWildcardInList,
      .coveragePublicName, .coveragePublicAddress, .coverageAddress, .coverageAddressInList,
      .coveragePrimaryNotListed, .coveragePrimaryTooLong, .coverageIgnoredName, .coverageAddedName,
    ]),
    OrderFamily([
      .subjectCountry, .subjectCountryNotServed, .subjectMixedAddress, .subjectStreetLines, .subjectHiddenValue,
      .subjectUnitParameter, .subjectPlaceholderParameter, .subjectOrganizationMissing,
    ]),
    OrderFamily([
      .validationList, .validationImpossible, .validationEmailAddress, .validationEmailDiscouraged,
      .validationEmailForbidden,
    ]),
    OrderFamily(
      Rule.validitySteps + [.validitySHA1],
      concerns: { $0.order.isGiven(.days) || $0.order.isGiven(.years) || $0.order.isGiven(.signatureHash) }),
    OrderFamily(
      [
        .identifierRolesMissing, .identifierNoRole, .identifierTAX, .identifierFormat, .identifierCountry,
        .identifierAuthority, .identifierUnlistedAuthority,
      ],
      concerns: { $0.product?.kind.value.isEIDAS ?? false }),
  ]

  /// The families with the positions of their rules in `all`.
  static let orderPlan: [OrderStep] = {
    var position = families.reduce(0) { $0 + $1.rules.count }
    return orderFamilies.map { family in
      var checks: [OrderCheck] = []
      for rule in family.rules {
        if case .order(let run) = rule.check {
          checks.append(OrderCheck(position: position, inForce: rule.inForce, run: run))
        }
        position += 1
      }
      return OrderStep(concerns: family.concerns, checks: checks)
    }
  }()

  struct OrderStep: Sendable {
    let concerns: @Sendable (borrowing OrderExamination) -> Bool
    let checks: [OrderCheck]
  }

  struct OrderCheck: Sendable {
    let position: Int
    let inForce: CalendarDate?
    let run: @Sendable (borrowing OrderExamination, inout Reporter) -> Void
  }
}
