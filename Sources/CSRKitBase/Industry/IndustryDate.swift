// SPDX-License-Identifier: Apache-2.0

/// The first day of a requirement: the only place in which the code has such days.
package struct IndustryDate: Sendable, Hashable {
  /// A short name such as `organizational-unit`.
  package let name: String
  /// The first day.
  package let day: CalendarDate
  /// The document, the section and the ballot.
  package let source: String
  /// What applies from that day.
  package let effect: String

  init(_ name: String, _ year: Int, _ month: Int, _ day: Int, _ source: String, _ effect: String) {
    self.name = name
    self.day = CalendarDate(year, month, day)
    self.source = source
    self.effect = effect
  }

  /// Names of the public DNS only.
  package static let internalNames = IndustryDate(
    "internal-names", 2015, 11, 1, "BR 7.1.2.7.12", "no internal names and no reserved addresses")
  /// No SHA-1 in new certificates.
  package static let sha1 = IndustryDate("sha1", 2016, 1, 1, "BR 7.1.3.2", "no signatures with SHA-1")
  /// The revocation of the last certificates for internal names.
  package static let intranet = IndustryDate(
    "intranet", 2016, 10, 1, "BR 4.2.2", "certificates for internal names are revoked")
  /// No underscores in names.
  package static let underscore = IndustryDate(
    "underscore", 2019, 5, 1, "BR 7.1.2.7.12, ballot SC-12", "no underscores in names")
  /// The identifiers that an EV certificate may have.
  package static let organizationIdentifier = IndustryDate(
    "organization-identifier", 2020, 1, 31, "EV Guidelines 7.1.4.2.8, ballot SC-17",
    "organizationIdentifier must be NTR, VAT or PSD, and needs the extension cabfOrganizationIdentifier")
  /// The form of addresses in the common name.
  package static let commonNameForm = IndustryDate(
    "common-name-form", 2021, 8, 25, "BR 7.1.4.3", "the common name is written exactly as one of the SANs")
  /// P-labels.
  package static let reservedLabels = IndustryDate(
    "reserved-labels", 2021, 10, 1, "BR 7.1.2.7.12, ballot SC-48", "no labels with -- in position 3 except xn--")
  /// No organizational units.
  package static let organizationalUnit = IndustryDate(
    "organizational-unit", 2022, 9, 1, "BR 7.1.4.2, ballot SC-47", "no organizational unit in the subject")
  /// The certificate profiles.
  package static let profiles = IndustryDate(
    "certificate-profiles", 2023, 9, 15, "BR 7.1.2, ballot SC-62",
    "profiles of extensions and subjects, with the order and the string types of attributes")
  /// No clientAuth in qualified certificates of the CA.
  package static let clientAuthInQWAC = IndustryDate(
    "client-auth-qwac", 2025, 4, 7, "Sectigo FAQ on client authentication",
    "qualified certificates are issued without clientAuth")
  /// The CA leaves clientAuth out unless it is asked.
  package static let clientAuthByDefault = IndustryDate(
    "client-auth-default", 2025, 10, 1, "Sectigo FAQ on client authentication",
    "certificates are issued without clientAuth by default (autumn 2025)")
  /// The CA's own last day, by its FAQ.
  package static let clientAuthLastDay = IndustryDate(
    "client-auth-faq", 2026, 5, 15, "Sectigo FAQ on client authentication",
    "the CA stops issuing certificates with clientAuth")
  /// The CA's own last day, by a reseller.
  package static let clientAuthLastDayByReseller = IndustryDate(
    "client-auth-reseller", 2027, 2, 10, "reseller's page on client authentication",
    "the CA stops issuing certificates with clientAuth")
  /// Chrome's day.
  package static let clientAuthInChrome = IndustryDate(
    "client-auth-chrome", 2027, 3, 15, "Chrome Root Program 1.3.2", "TLS certificates must not have clientAuth")
  /// No reverse zones.
  package static let reverseZones = IndustryDate(
    "reverse-zones", 2026, 3, 15, "BR 7.1.2.7.12", "no names under in-addr.arpa or ip6.arpa")
  /// Validation by email is discouraged.
  package static let emailDiscouraged = IndustryDate(
    "email-validation-discouraged", 2026, 3, 15, "BR 3.2.2.4.4, ballot SC-90", "validation by email should not be used")
  /// Validation by email ends.
  package static let emailEnds = IndustryDate(
    "email-validation-ends", 2028, 3, 15, "BR 3.2.2.4.4, ballot SC-90", "validation by email must not be used")
  /// Authorization domain names.
  package static let authorizationDomains = IndustryDate(
    "authorization-domains", 2026, 11, 15, "BR 1.6.1, ballot SC-101v2",
    "the new definition of authorization domain names is mandatory")
  /// The parameters of CAA records.
  package static let caaParameters = IndustryDate(
    "caa-parameters", 2027, 3, 15, "BR 4.2.2.1, RFC 8657, ballot SC-098v2",
    "accounturi and validationmethods of CAA records must be honored")
  /// The form of dates in an EV certificate's serial number.
  package static let registrationDates = IndustryDate(
    "registration-dates", 2027, 6, 15, "EV Guidelines 7.1.4.2.5, ballot SC-087v2",
    "a date instead of a registration number must have the form YYYY-MM-DD")

  /// All days of single requirements, in order.
  package static let all = [
    internalNames, sha1, intranet, underscore, organizationIdentifier, commonNameForm, reservedLabels,
    organizationalUnit, profiles, clientAuthInQWAC, clientAuthByDefault, reverseZones, emailDiscouraged,
    clientAuthLastDay, authorizationDomains, clientAuthLastDayByReseller, clientAuthInChrome, caaParameters,
    registrationDates, emailEnds,
  ]
}

/// A limit in days that changes over the years.
package struct IndustryLimit: Sendable, Hashable {
  /// A value and its first day.
  package struct Step: Sendable, Hashable {
    /// The first day.
    package let from: CalendarDate
    /// The limit in days.
    package let days: Int
  }

  /// A short name such as `certificate-lifetime`.
  package let name: String
  /// The document, the section and the ballot.
  package let source: String
  /// What the limit applies to.
  package let subject: String
  /// The values in the order of their first days.
  package let steps: [Step]

  /// The value on a day; nil before the first step.
  package func step(on day: CalendarDate) -> Step? { steps.last { $0.from <= day } }

  /// The maximum lifetime of a certificate.
  package static let lifetime = IndustryLimit(
    name: "certificate-lifetime", source: "BR 6.3.2, ballot SC-81", subject: "the lifetime of one certificate",
    steps: [
      Step(from: CalendarDate(2018, 3, 1), days: 825), Step(from: CalendarDate(2020, 9, 1), days: 398),
      Step(from: CalendarDate(2026, 3, 15), days: 200), Step(from: CalendarDate(2027, 3, 15), days: 100),
      Step(from: CalendarDate(2029, 3, 15), days: 47),
    ])
  /// How long the validation of a domain or address may be reused.
  package static let domainReuse = IndustryLimit(
    name: "domain-validation-reuse", source: "BR 4.2.1, ballot SC-81", subject: "the reuse of a domain's validation",
    steps: [
      Step(from: CalendarDate(2021, 10, 1), days: 398), Step(from: CalendarDate(2026, 3, 15), days: 200),
      Step(from: CalendarDate(2027, 3, 15), days: 100), Step(from: CalendarDate(2029, 3, 15), days: 10),
    ])
  /// How long the validation of an organization or person may be reused.
  package static let identityReuse = IndustryLimit(
    name: "identity-validation-reuse", source: "BR 4.2.1, ballot SC-81",
    subject: "the reuse of an identity's validation",
    steps: [Step(from: CalendarDate(2026, 3, 15), days: 398)])

  /// All limits.
  package static let all = [lifetime, domainReuse, identityReuse]
}
