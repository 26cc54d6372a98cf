// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import PKCS10

/// The limits of subject values (AutoApplySSL additional request structures, RFC 5280 Appendix A.1).
enum SubjectLimits {
  /// Characters, for the attributes that the CA reads.
  static let characters: KnownOIDMap<Int> = [
    .commonName: 64, .organizationName: 64, .organizationalUnitName: 64, .postOfficeBox: 40, .streetAddress: 128,
    .localityName: 128, .stateOrProvinceName: 128, .postalCode: 40, .countryName: 2,
  ]

  /// Those that a subject can have once (BR 7.1.4.1), with their parameters: not street lines, which repeat, nor common
  /// names and units, which other rules are about.
  static let once: KnownOIDMap<ParameterName> = [
    .organizationName: .organizationName, .postOfficeBox: .postOfficeBox, .localityName: .localityName,
    .stateOrProvinceName: .stateOrProvinceName, .postalCode: .postalCode, .countryName: .countryName,
  ]
}
