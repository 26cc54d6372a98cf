// SPDX-License-Identifier: Apache-2.0

/// The request parameters of AutoApplySSL, in the order of the reference.
///
/// A case is spelled as the API spells it; `IgnoreMasterAccount` alone starts with a capital there.
public enum ParameterName: UInt8, Sendable, Hashable, CaseIterable {
  // The account and what is bought
  case loginName, loginPassword, product, years, days, servers, serverSoftware
  // Names
  case domainNames, primaryDomainName, maxSubjectCNs, commonName
  // The request
  case csr, uniqueValue, prioritiseCSRValues, signatureHash
  // The subject
  case organizationName, organizationalUnitName, postOfficeBox
  case streetAddress1, streetAddress2, streetAddress3
  case localityName, stateOrProvinceName, postalCode, countryName
  // The company
  case dunsNumber, companyNumber, joiLocalityName, joiStateOrProvinceName, joiCountryName
  case dateOfIncorporation, assumedName, businessCategory
  // Whom to write to
  case emailAddress, validationEmailAddress, contactEmailAddress
  // Domain control validation and its mail
  case dcvMethod, dcvEmailAddress, dcvEmailAddresses, dcvTemplateID
  case maCreationTemplateID, callBackTemplateID, languageName, validationTokens
  // How the order is handled
  case caCertificateID, isCustomerValidated, showCertificateID
  case foreignOrderNumber, checkFONIsUnique, responseFormat, test
  // TrustLogo
  case idaEmailAddress, idaTelephoneNumber, idaFaxNumber
  // The applicant's representative
  case appRepForename, appRepSurname, appRepEmailAddress, appRepTelephone, appRepTitle, appRepFax
  case appRepOrganizationName, appRepOrganizationalUnitName
  case appRepStreetAddress1, appRepStreetAddress2, appRepStreetAddress3
  case appRepPostOfficeBox, appRepLocalityName, appRepStateOrProvinceName
  case appRepPostalCode, appRepCountryName
  // The callback
  case callbackMethod, isAppRepValidated, isCallbackCompleted
  // What is issued and shown
  case showCertificateState, omitAdditionalFQDN, doAutoOV, ignoreMasterAccount, disableSWP
  // eIDAS
  case organizationIdentifier, personalIdentifier, ncaIdentifier
  case accountServicingRole, paymentInitiationRole, accountInformationRole, paymentServiceRole, ncaName

  /// The parameter with exactly this spelling, or the one of which it is a synonym.
  public init?(_ spelling: String) {
    guard let name = ParameterCatalog.name(spelled: spelling) else { return nil }
    self = name
  }

  /// The API's spelling.
  public var spelling: String { parameter.spelling }

  /// The row of the catalog.
  public var parameter: Parameter { ParameterCatalog.all[Int(rawValue)] }
}

extension ParameterName: CustomStringConvertible, Comparable {
  /// The API's spelling.
  public var description: String { spelling }

  /// The order of the reference, which is also the order in which bodies are written.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
