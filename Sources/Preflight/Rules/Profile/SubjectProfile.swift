// SPDX-License-Identifier: Apache-2.0
package import AutoApplySSL
package import PKCS10

/// The attributes that the subject of a certificate may and must have, by the kind of the product.
package struct SubjectProfile: Sendable {
  /// Whether a certificate has an attribute.
  package enum Use: String, Sendable {
    /// The certificate must have it.
    case required
    /// At least one of those with this use must be there.
    case oneOf = "one of"
    /// The certificate may have it.
    case optional
    /// The certificate should not have it.
    case discouraged
    /// The certificate must not have it.
    case forbidden
  }

  /// The title in tables.
  package let title: String
  /// The kinds of products.
  package let kinds: [ProductKind]
  /// The sections that define it.
  package let sources: [String]
  /// The use of single attributes.
  package let uses: [KnownOID: Use]
  /// The use of every other attribute.
  package let others: Use

  /// The use of an attribute, by its dotted type.
  package func use(of oid: String) -> Use { KnownOID.find(dotted: oid).flatMap { uses[$0] } ?? others }

  /// Domain validation (BR 7.1.2.7.2).
  package static let domain = SubjectProfile(
    title: "DV", kinds: [.dv], sources: ["BR 7.1.2.7.2"], uses: [.countryName: .optional, .commonName: .discouraged],
    others: .forbidden)

  /// A qualified certificate for a natural person (BR 7.1.2.7.3 and ETSI EN 319 412-2).
  package static let person = SubjectProfile(
    title: "QWAC natural person", kinds: [.eIDASNatural],
    sources: ["BR 7.1.2.7.3", "ETSI EN 319 412-2 §4.2.4"],
    uses: [
      .countryName: .required, .givenName: .required, .surname: .required, .pseudonym: .optional,
      .stateOrProvinceName: .oneOf, .localityName: .oneOf, .serialNumber: .optional,
      .organizationalUnitName: .forbidden, .commonName: .discouraged,
    ], others: .discouraged)

  /// Organization validation (BR 7.1.2.7.4).
  package static let organization = SubjectProfile(
    title: "OV", kinds: [.ov], sources: ["BR 7.1.2.7.4"],
    uses: [
      .domainComponent: .optional, .countryName: .required, .stateOrProvinceName: .oneOf, .localityName: .oneOf,
      .organizationName: .required, .surname: .forbidden, .givenName: .forbidden,
      .organizationalUnitName: .forbidden, .commonName: .discouraged,
    ], others: .discouraged)

  /// Extended validation (EV Guidelines 7.1.4.2).
  package static let extended = SubjectProfile(
    title: "EV", kinds: [.ev], sources: ["EV Guidelines 7.1.4.2", "EV Guidelines 7.1.4.2.9"],
    uses: ofExtended, others: .forbidden)

  /// A qualified certificate for a legal person or a payment service provider, which follows the EV Guidelines.
  package static let legalPerson = SubjectProfile(
    title: "QWAC legal person, PSD2", kinds: [.eIDASLegal, .eIDASPSD2],
    sources: ["EV Guidelines 7.1.4.2", "ETSI EN 319 412-3 §4.2.1", "ETSI TS 119 495 §5.2.1"],
    uses: ofExtended.merging([.organizationIdentifier: .required]) { $1 }, others: .forbidden)

  private static let ofExtended: [KnownOID: Use] = [
    .organizationName: .required, .businessCategory: .required, .serialNumber: .required,
    .jurisdictionCountry: .required, .jurisdictionState: .optional, .jurisdictionLocality: .optional,
    .countryName: .required, .stateOrProvinceName: .oneOf, .localityName: .oneOf, .streetAddress: .optional,
    .postalCode: .optional, .organizationIdentifier: .optional, .commonName: .discouraged,
  ]

  /// All profiles.
  package static let all = [domain, organization, extended, legalPerson, person]
}

extension SubjectProfile {
  /// The attributes that other rules report for every product.
  private static let reportedElsewhere: Set<String> = Set(
    [KnownOID.organizationalUnitName, .emailAddress, .domainComponent].map(\.dotted))

  /// The attributes of a request that a certificate of this profile must not have.
  func forbidden(in request: RequestValues) -> [String] {
    request.attributes.filter { use(of: $0.oid) == .forbidden && !SubjectProfile.reportedElsewhere.contains($0.oid) }
      .map(\.name)
  }
}

extension RequestValues {
  /// The attributes of the subject, each once.
  fileprivate var attributes: [(oid: String, name: String)] {
    let merged: [SubjectAttribute] = [
      .organizationName, .streetAddress(0), .postOfficeBox, .postalCode, .localityName, .stateOrProvinceName,
      .countryName,
    ]
    var found = merged.filter { $0.value(in: self)?.isEmpty == false }.map { attribute in
      (attribute.oid, KnownOID.find(dotted: attribute.oid)?.name ?? attribute.oid)
    }
    var seen: Set<String> = []
    for other in others where seen.insert(other.oid).inserted { found.append((other.oid, other.name)) }
    return found
  }
}
