// SPDX-License-Identifier: Apache-2.0

/// The values that a parameter can have.
package enum AllowedValues: Sendable, Hashable {
  /// Any string.
  case any
  /// Exactly one of these strings; case-sensitive.
  case oneOf([ParameterChoice])
  /// An integer in this range.
  case integers(ClosedRange<Int>)
  /// A number of days or years that the product is offered for.
  case validity
  /// A string in a specific format.
  case format(ValueFormat)

  /// The choices; empty unless the parameter has a list of values.
  package var choices: [ParameterChoice] {
    guard case .oneOf(let choices) = self else { return [] }
    return choices
  }
}

/// One allowed value of a parameter and its meaning.
public struct ParameterChoice: Sendable, Hashable {
  /// The value as the API spells it.
  public let value: String
  /// The meaning of the value.
  public let meaning: String

  init(_ value: String, _ meaning: String) {
    self.value = value
    self.meaning = meaning
  }
}

/// A format of a value, beyond its type and length.
package enum ValueFormat: String, Sendable, Hashable, CaseIterable {
  /// Product codes separated by commas, see `ProductSelection`.
  case productCodes
  /// Names or IP addresses separated by commas or white space, see `EffectiveNames`.
  case domainNames
  /// One domain name.
  case domainName
  /// A PKCS #10 request in Base64, with or without its PEM boundary lines.
  case certificationRequest
  /// ASCII letters and digits.
  case alphanumeric
  /// An ISO 3166-1 alpha-2 code, see `DomainNames.CountryCode`.
  case country
  /// A date as YYYY-MM-DD.
  case date
  /// Nine digits, with optional hyphens and spaces.
  case dunsNumber
  /// One email address, see `EmailAddress`.
  case emailAddress
  /// One email address, or the word `none`.
  case emailAddressOrNone
  /// An email address or a token for each name, see `DCVChoices`.
  case dcvEmailAddresses
  /// A token for each name, see `DCVChoices`.
  case validationTokens
  /// See `OrganizationIdentifier`.
  case organizationIdentifier
  /// See `PersonalIdentifier`.
  case personalIdentifier
  /// See `NCAIdentifier`.
  case ncaIdentifier

  /// The format as a noun phrase.
  package var title: String {
    switch self {
    case .productCodes: "product codes separated by commas"
    case .domainNames: "domain names separated by commas or spaces"
    case .domainName: "a domain name"
    case .certificationRequest: "a PKCS #10 request in Base64"
    case .alphanumeric: "letters and digits only"
    case .country: "an ISO 3166-1 code of two capital letters"
    case .date: "a date as YYYY-MM-DD"
    case .dunsNumber: "nine digits"
    case .emailAddress: "an email address"
    case .emailAddressOrNone: "an email address or the word none"
    case .dcvEmailAddresses: "one email address or token for each name"
    case .validationTokens: "one token for each name, or one token for all names"
    case .organizationIdentifier: "an identifier such as NTRGB-12345678"
    case .personalIdentifier: "an identifier such as PASSK-P3000180"
    case .ncaIdentifier: "a country code, a hyphen and an authority, such as BE-NBB"
    }
  }
}
