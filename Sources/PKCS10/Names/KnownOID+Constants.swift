// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// The rows that code asks for by name.
extension KnownOID {
  private static func named(_ dotted: String) -> KnownOID {
    guard let row = table.firstIndex(where: { $0.dotted == dotted }) else {
      preconditionFailure("\(dotted) is not in the table")
    }
    return KnownOID(row: UInt8(row))
  }

  public static let commonName = named("2.5.4.3")
  public static let countryName = named("2.5.4.6")
  public static let localityName = named("2.5.4.7")
  public static let stateOrProvinceName = named("2.5.4.8")
  public static let streetAddress = named("2.5.4.9")
  public static let organizationName = named("2.5.4.10")
  public static let organizationalUnitName = named("2.5.4.11")
  public static let postalCode = named("2.5.4.17")
  public static let postOfficeBox = named("2.5.4.18")
  public static let emailAddress = named("1.2.840.113549.1.9.1")

  public static let challengePassword = named("1.2.840.113549.1.9.7")
  public static let extensionRequest = named("1.2.840.113549.1.9.14")
  public static let microsoftExtensionRequest = named("1.3.6.1.4.1.311.2.1.14")

  public static let subjectAltName = named("2.5.29.17")
  public static let subjectKeyIdentifier = named("2.5.29.14")
  public static let keyUsage = named("2.5.29.15")
  public static let basicConstraints = named("2.5.29.19")
  public static let extKeyUsage = named("2.5.29.37")
  public static let tlsFeature = named("1.3.6.1.5.5.7.1.24")

  public static let rsaEncryption = named("1.2.840.113549.1.1.1")
  public static let rsassaPSS = named("1.2.840.113549.1.1.10")
  public static let x500RSA = named("2.5.8.1.1")
  public static let ecPublicKey = named("1.2.840.10045.2.1")
  public static let dsa = named("1.2.840.10040.4.1")
  public static let mgf1 = named("1.2.840.113549.1.1.8")

  /// The curves that have a case of their own.
  static let namedCurves: KnownOIDMap<NamedCurve> = [
    named("1.2.840.10045.3.1.7"): .p256, named("1.3.132.0.34"): .p384, named("1.3.132.0.35"): .p521,
    named("1.3.132.0.10"): .secp256k1,
  ]

  /// The lengths of RFC 8410's keys in bytes.
  static let edwardsLengths: KnownOIDMap<Int> = [
    named("1.3.101.110"): 32, named("1.3.101.111"): 56, named("1.3.101.112"): 32, named("1.3.101.113"): 57,
  ]
}

extension KnownOID {
  /// Attributes that RFC 2985 and MS-WCCE define with exactly one value.
  static let singleValued: KnownOIDMap<Bool> = [
    .challengePassword: true, .extensionRequest: true, .microsoftExtensionRequest: true,
  ]
}
