// SPDX-License-Identifier: Apache-2.0

/// The order of subject attributes in certificates (BR 7.1.4.2); the table does not limit the place of others.
package enum SubjectAttributeOrder {
  /// The attributes in order.
  package static let attributes: [KnownOID] = [
    .domainComponent, .countryName, .stateOrProvinceName, .localityName, .postalCode, .streetAddress,
    .organizationName, .surname, .givenName, .organizationalUnitName, .commonName,
  ]

  /// The position of each attribute in the order.
  package static let ranks = Dictionary(uniqueKeysWithValues: attributes.enumerated().map { ($1, $0) })
}
