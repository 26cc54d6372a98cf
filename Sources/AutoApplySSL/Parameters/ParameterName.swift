// SPDX-License-Identifier: Apache-2.0

/// The request parameters of AutoApplySSL, in the order of the reference.
///
/// Each case has the API's spelling, except that the API capitalizes `IgnoreMasterAccount`.
public enum ParameterName: UInt8, Sendable, Hashable, CaseIterable {
  /// The account and the product.
  case loginName, loginPassword, product, years, days, servers, serverSoftware
  /// Names.
  case domainNames, primaryDomainName, maxSubjectCNs, commonName
  /// The request.
  case csr, uniqueValue, prioritiseCSRValues, signatureHash
  /// The subject.
  case organizationName, organizationalUnitName, postOfficeBox
  /// The subject.
  case streetAddress1, streetAddress2, streetAddress3
  /// The subject.
  case localityName, stateOrProvinceName, postalCode, countryName
  /// The company.
  case dunsNumber, companyNumber, joiLocalityName, joiStateOrProvinceName, joiCountryName
  /// The company.
  case dateOfIncorporation, assumedName, businessCategory
  /// Contact.
  case emailAddress, validationEmailAddress, contactEmailAddress
  /// Domain control validation and its emails.
  case dcvMethod, dcvEmailAddress, dcvEmailAddresses, dcvTemplateID
  /// Domain control validation and its emails.
  case maCreationTemplateID, callBackTemplateID, languageName, validationTokens
  /// Order handling.
  case caCertificateID, isCustomerValidated, showCertificateID
  /// Order handling.
  case foreignOrderNumber, checkFONIsUnique, responseFormat, test
  /// TrustLogo.
  case idaEmailAddress, idaTelephoneNumber, idaFaxNumber
  /// The applicant's representative.
  case appRepForename, appRepSurname, appRepEmailAddress, appRepTelephone, appRepTitle, appRepFax
  /// The applicant's representative.
  case appRepOrganizationName, appRepOrganizationalUnitName
  /// The applicant's representative.
  case appRepStreetAddress1, appRepStreetAddress2, appRepStreetAddress3
  /// The applicant's representative.
  case appRepPostOfficeBox, appRepLocalityName, appRepStateOrProvinceName
  /// The applicant's representative.
  case appRepPostalCode, appRepCountryName
  /// The callback.
  case callbackMethod, isAppRepValidated, isCallbackCompleted
  /// Issuance and the response.
  case showCertificateState, omitAdditionalFQDN, doAutoOV, ignoreMasterAccount, disableSWP
  /// eIDAS.
  case organizationIdentifier, personalIdentifier, ncaIdentifier
  /// eIDAS.
  case accountServicingRole, paymentInitiationRole, accountInformationRole, paymentServiceRole, ncaName

  /// The parameter with exactly this spelling or synonym.
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

  /// The order of the reference, which is also the order of fields in a body.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
