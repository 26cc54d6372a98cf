// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// The limits of subject values (AutoApplySSL additional request structures, RFC 5280 Appendix A.1).
enum SubjectLimits {
  /// Characters, for the attributes that the CA reads.
  static let characters: KnownOIDMap<Int> = [
    .commonName: 64, .organizationName: 64, .organizationalUnitName: 64, .postOfficeBox: 40, .streetAddress: 128,
    .localityName: 128, .stateOrProvinceName: 128, .postalCode: 40, .countryName: 2,
  ]
}
