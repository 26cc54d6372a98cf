// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// The rows that code refers to by name.
extension KnownOID {
  private static func named(_ dotted: String) -> KnownOID {
    guard let row = table.firstIndex(where: { $0.dotted == dotted }) else {
      preconditionFailure("\(dotted) is not in the table")
    }
    return KnownOID(row: UInt8(row))
  }

  /// Creates a map from dotted forms, all of which must be in the table.
  static func keyed<Value: Sendable>(_ pairs: [(String, Value)]) -> [KnownOID: Value] {
    Dictionary(pairs.map { (named($0.0), $0.1) }, uniquingKeysWith: { first, _ in first })
  }

  /// commonName (X.520).
  package static let commonName = named("2.5.4.3")
  /// countryName (X.520).
  package static let countryName = named("2.5.4.6")
  /// localityName (X.520).
  package static let localityName = named("2.5.4.7")
  /// stateOrProvinceName (X.520).
  package static let stateOrProvinceName = named("2.5.4.8")
  /// streetAddress (X.520).
  package static let streetAddress = named("2.5.4.9")
  /// organizationName (X.520).
  package static let organizationName = named("2.5.4.10")
  /// organizationalUnitName (X.520).
  package static let organizationalUnitName = named("2.5.4.11")
  /// postalCode (X.520).
  package static let postalCode = named("2.5.4.17")
  /// postOfficeBox (X.520).
  package static let postOfficeBox = named("2.5.4.18")
  /// emailAddress (RFC 2985 §5.2.1).
  package static let emailAddress = named("1.2.840.113549.1.9.1")
  /// surname (X.520).
  package static let surname = named("2.5.4.4")
  /// serialNumber (X.520), in EV certificates the registration number.
  package static let serialNumber = named("2.5.4.5")
  /// businessCategory (X.520).
  package static let businessCategory = named("2.5.4.15")
  /// givenName (X.520).
  package static let givenName = named("2.5.4.42")
  /// pseudonym (X.520).
  package static let pseudonym = named("2.5.4.65")
  /// organizationIdentifier (X.520).
  package static let organizationIdentifier = named("2.5.4.97")
  /// domainComponent (RFC 4519 §2.4).
  package static let domainComponent = named("0.9.2342.19200300.100.1.25")
  /// jurisdictionLocalityName (EV Guidelines 7.1.4.2.4).
  package static let jurisdictionLocality = named("1.3.6.1.4.1.311.60.2.1.1")
  /// jurisdictionStateOrProvinceName (EV Guidelines 7.1.4.2.4).
  package static let jurisdictionState = named("1.3.6.1.4.1.311.60.2.1.2")
  /// jurisdictionCountryName (EV Guidelines 7.1.4.2.4).
  package static let jurisdictionCountry = named("1.3.6.1.4.1.311.60.2.1.3")

  /// challengePassword (RFC 2985 §5.4.1).
  package static let challengePassword = named("1.2.840.113549.1.9.7")
  /// unstructuredName (RFC 2985 §5.4.3).
  package static let unstructuredName = named("1.2.840.113549.1.9.2")
  /// extensionRequest (RFC 2985 §5.4.2).
  package static let extensionRequest = named("1.2.840.113549.1.9.14")
  /// szOID_CERT_EXTENSIONS (MS-WCCE §2.2.2.7.7).
  package static let microsoftExtensionRequest = named("1.3.6.1.4.1.311.2.1.14")

  /// subjectAltName (RFC 5280 §4.2.1.6).
  package static let subjectAltName = named("2.5.29.17")
  /// subjectKeyIdentifier (RFC 5280 §4.2.1.2).
  package static let subjectKeyIdentifier = named("2.5.29.14")
  /// keyUsage (RFC 5280 §4.2.1.3).
  package static let keyUsage = named("2.5.29.15")
  /// basicConstraints (RFC 5280 §4.2.1.9).
  package static let basicConstraints = named("2.5.29.19")
  /// nameConstraints (RFC 5280 §4.2.1.10).
  package static let nameConstraints = named("2.5.29.30")
  /// policyMappings (RFC 5280 §4.2.1.5).
  package static let policyMappings = named("2.5.29.33")
  /// policyConstraints (RFC 5280 §4.2.1.11).
  package static let policyConstraints = named("2.5.29.36")
  /// inhibitAnyPolicy (RFC 5280 §4.2.1.14).
  package static let inhibitAnyPolicy = named("2.5.29.54")
  /// certificatePolicies (RFC 5280 §4.2.1.4).
  package static let certificatePolicies = named("2.5.29.32")
  /// extKeyUsage (RFC 5280 §4.2.1.12).
  package static let extKeyUsage = named("2.5.29.37")
  /// tlsFeature (RFC 7633 §4.1).
  package static let tlsFeature = named("1.3.6.1.5.5.7.1.24")

  /// rsaEncryption (RFC 3279 §2.3.1).
  package static let rsaEncryption = named("1.2.840.113549.1.1.1")
  /// rsassaPss (RFC 4055 §3.1).
  package static let rsassaPSS = named("1.2.840.113549.1.1.10")
  /// rsa (X.509, 1988, Annex H).
  package static let x500RSA = named("2.5.8.1.1")
  /// id-ecPublicKey (RFC 5480 §2.1.1).
  package static let ecPublicKey = named("1.2.840.10045.2.1")
  /// id-dsa (RFC 3279 §2.3.2).
  package static let dsa = named("1.2.840.10040.4.1")
  /// ecdsa-with-Recommended (X9.62), whose hash is determined by the curve.
  package static let ecdsaRecommended = named("1.2.840.10045.4.2")
  /// ecdsa-with-Specified (X9.62), also ecdsa-with-SHA2, whose hash is in the parameters.
  package static let ecdsaSpecified = named("1.2.840.10045.4.3")
  /// id-alg-noSignature (RFC 5272 App. C.1).
  package static let noSignature = named("1.3.6.1.5.5.7.6.2")
  /// cps (RFC 5280 §4.2.1.4).
  package static let practiceStatement = named("1.3.6.1.5.5.7.2.1")
  /// mgf1 (RFC 4055 §2.1).
  package static let mgf1 = named("1.2.840.113549.1.1.8")

  /// The curves in `NamedCurve`.
  static let namedCurves: [KnownOID: NamedCurve] = [
    named("1.2.840.10045.3.1.7"): .p256, named("1.3.132.0.34"): .p384, named("1.3.132.0.35"): .p521,
    named("1.3.132.0.10"): .secp256k1,
  ]

  /// The lengths of the keys of RFC 8410 in bytes.
  static let edwardsLengths: [KnownOID: Int] = [
    named("1.3.101.110"): 32, named("1.3.101.111"): 56, named("1.3.101.112"): 32, named("1.3.101.113"): 57,
  ]
}

extension KnownOID {
  /// Attributes that RFC 2985 and MS-WCCE define as single-valued.
  static let singleValued: [KnownOID: Bool] = [
    .challengePassword: true, .extensionRequest: true, .microsoftExtensionRequest: true,
  ]
}
