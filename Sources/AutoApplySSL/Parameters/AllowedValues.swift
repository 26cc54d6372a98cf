// SPDX-License-Identifier: Apache-2.0

/// What a parameter may hold.
public enum AllowedValues: Sendable, Hashable {
  /// Any text.
  case any
  /// One of these and nothing else, letter for letter.
  case oneOf([Choice])
  /// A whole number in this range.
  case integers(ClosedRange<Int>)
  /// A number of days or years that the product is sold for.
  case validity
  /// A text with a form of its own.
  case format(ValueFormat)

  /// One of a parameter's values and what it means.
  public struct Choice: Sendable, Hashable {
    /// The value as the API writes it.
    public let value: String
    /// Its meaning.
    public let meaning: String

    init(_ value: String, _ meaning: String) {
      self.value = value
      self.meaning = meaning
    }
  }

  /// The choices, empty unless the values are listed.
  public var choices: [Choice] {
    guard case .oneOf(let choices) = self else { return [] }
    return choices
  }
}

/// A form that a value has beyond its type and length.
public enum ValueFormat: String, Sendable, Hashable, CaseIterable {
  /// Product codes between commas, see `ProductSelection`.
  case productCodes
  /// Names or addresses between commas or white space, see `EffectiveNames`.
  case domainNames
  /// One domain name.
  case domainName
  /// A PKCS #10 request in Base64, with or without its PEM lines.
  case certificationRequest
  /// Letters and digits of ASCII.
  case alphanumeric
  /// An ISO 3166-1 alpha-2 code, see `DomainNames.CountryCode`.
  case country
  /// A day as YYYY-MM-DD.
  case date
  /// Nine digits, possibly grouped.
  case dunsNumber
  /// One mail address, see `EmailAddress`.
  case emailAddress
  /// One mail address, or the word `none`.
  case emailAddressOrNone
  /// Mail addresses and tokens by name, see `DCVPlan`.
  case dcvEmailAddresses
  /// Tokens by name, see `DCVPlan`.
  case validationTokens
  /// See `OrganizationIdentifier`.
  case organizationIdentifier
  /// See `PersonalIdentifier`.
  case personalIdentifier
  /// See `NCAIdentifier`.
  case ncaIdentifier

  /// What a value must look like, as a noun phrase.
  public var title: String {
    switch self {
    case .productCodes: "product codes separated by commas"
    case .domainNames: "domain names separated by commas or spaces"
    case .domainName: "a domain name"
    case .certificationRequest: "a PKCS #10 request in Base64"
    case .alphanumeric: "letters and digits only"
    case .country: "an ISO 3166-1 code of two capital letters"
    case .date: "a day as YYYY-MM-DD"
    case .dunsNumber: "nine digits"
    case .emailAddress: "an e-mail address"
    case .emailAddressOrNone: "an e-mail address or the word none"
    case .dcvEmailAddresses: "one e-mail address or token for each name"
    case .validationTokens: "one token for each name, or one token for all"
    case .organizationIdentifier: "an identifier such as NTRGB-12345678"
    case .personalIdentifier: "an identifier such as PASSK-P3000180"
    case .ncaIdentifier: "a country and an authority, such as BE-NBB"
    }
  }
}
