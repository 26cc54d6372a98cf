// SPDX-License-Identifier: Apache-2.0

/// Every rule, in the order in which findings are reported.
public enum RuleCatalog {
  /// The rules; docs/rules.md is printed from this list.
  public static let all: [Rule] = key + signature + subject + names + request + encoding

  private static let key: [Rule] = [
    .keyTooSmall, .keyTooLarge, .keySizeMultiple, .keyUnsupportedAlgorithm, .keyUnsupportedCurve, .keyMalformed,
  ]

  private static let signature: [Rule] = [
    .signatureInvalid, .signatureAlgorithmMismatch, .signatureUnsupportedAlgorithm, .signatureNotCheckable,
    .signatureWeakHash,
  ]

  private static let subject: [Rule] = [
    .commonNameMissing, .commonNameRepeated, .commonNameNotListed, .subjectValueTooLong, .subjectEmptyValue,
    .subjectStringType, .subjectIllegalCharacters, .countryNotISO, .countryNotPrintable, .organizationalUnit, .subjectPlaceholder,
  ]

  private static let names: [Rule] = [
    .nameIsURL, .nameUnderscore, .nameIllegalCharacter, .nameForm, .wildcardPosition, .alternativeNameType,
  ]

  private static let request: [Rule] = [.challengePassword]

  private static let encoding: [Rule] = [.encodingNotDecodable] + Rule.irregularities
}
