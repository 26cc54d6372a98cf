// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import KeyAudit
internal import PKCS10

/// Every rule, in the order in which findings are reported.
public enum RuleCatalog {
  /// The rules; docs/rules.md is printed from this list.
  public static let all: [Rule] = families.flatMap(\.rules) + orderFamilies.flatMap(\.rules)

  /// Rules that are about the same thing.
  struct Family: Sendable {
    let rules: [Rule]
    /// Whether there is anything that one of the rules could object to; most requests pass most families by this alone.
    let concerns: @Sendable (borrowing Examination) -> Bool

    init(_ rules: [Rule], concerns: @escaping @Sendable (borrowing Examination) -> Bool = { _ in true }) {
      self.rules = rules
      self.concerns = concerns
    }
  }

  static let families: [Family] = [
    Family(
      [.keyTooSmall, .keyTooLarge, .keySizeMultiple, .keyUnsupportedAlgorithm, .keyUnsupportedCurve, .keyMalformed],
      concerns: { !$0.hasOrdinaryKey }),
    Family(
      [.keyCompromised, .keyInvalid, .keyAdvisory], concerns: { $0.keyVerdict?.hits.isEmpty == false }),
    Family(
      [
        .signatureInvalid, .signatureAlgorithmMismatch, .signatureUnsupportedAlgorithm, .signatureNotCheckable,
        .signatureWeakHash,
      ],
      concerns: { !$0.hasOrdinarySignature }),
    Family(
      [
        .commonNameMissing, .commonNameRepeated, .commonNameNotListed, .subjectAttributeRepeated,
        .subjectValueTooLong, .subjectEmptyValue, .subjectStringType, .subjectIllegalCharacters, .countryNotISO,
        .countryNotPrintable, .organizationalUnit, .subjectPlaceholder,
      ],
      concerns: { !$0.hasOrdinarySubject }),
    Family(
      [
        .nameIsURL, .nameUnderscore, .nameIllegalCharacter, .nameReservedLabel, .nameForm, .wildcardPosition,
        .wildcardPublicSuffix, .nameInternal, .nameReservedAddress, .nameReverseZone, .nameOnion, .nameLookAlike,
        .nameInternational,
      ],
      concerns: { !$0.unusualNames.isEmpty }),
    Family([.alternativeNameType, .challengePassword]),
    Family([.csrTooLong], concerns: { $0.request.der.count > 16_384 }),
    Family([.encodingNotDecodable] + Rule.irregularities, concerns: { !$0.request.irregularities.isEmpty }),
  ]

  /// The families with the positions of their rules in `all`, and the checks apart from what is said about them: copying
  /// a rule costs more than most checks.
  static let plan: [Step] = {
    var position = 0
    return families.map { family in
      var checks: [Check] = []
      for rule in family.rules {
        if case .request(let run) = rule.check {
          checks.append(Check(position: position, inForce: rule.inForce, run: run))
        }
        position += 1
      }
      return Step(concerns: family.concerns, checks: checks)
    }
  }()

  struct Step: Sendable {
    let concerns: @Sendable (borrowing Examination) -> Bool
    let checks: [Check]
  }

  struct Check: Sendable {
    let position: Int
    let inForce: CalendarDate?
    let run: @Sendable (borrowing Examination, inout Reporter) -> Void
  }
}
