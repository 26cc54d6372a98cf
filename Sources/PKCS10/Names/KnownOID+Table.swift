// SPDX-License-Identifier: Apache-2.0

extension KnownOID {
  /// All known identifiers. Sources: X.520, RFC 4519, RFC 2985, RFC 5280, BR 7.1.6.1, RFC 3279,
  /// RFC 4055, RFC 5758, RFC 8410, RFC 7633, FIPS 204 and 205 (NIST's algorithm registry), SEC 2, MS-WCCE.
  static let table: [Row] =
    subjectAttributes + requestAttributes + extensions + purposes + policies + algorithms + curves

  static func rows(_ family: Family, _ pairs: [(String, String)]) -> [Row] {
    pairs.map { Row(dotted: $0.0, name: $0.1, family: family) }
  }

  private static let subjectAttributes = rows(
    .subjectAttribute,
    [
      ("2.5.4.3", "commonName"), ("2.5.4.4", "surname"), ("2.5.4.5", "serialNumber"), ("2.5.4.6", "countryName"),
      ("2.5.4.7", "localityName"), ("2.5.4.8", "stateOrProvinceName"), ("2.5.4.9", "streetAddress"),
      ("2.5.4.10", "organizationName"), ("2.5.4.11", "organizationalUnitName"), ("2.5.4.12", "title"),
      ("2.5.4.13", "description"), ("2.5.4.15", "businessCategory"), ("2.5.4.16", "postalAddress"),
      ("2.5.4.17", "postalCode"), ("2.5.4.18", "postOfficeBox"), ("2.5.4.20", "telephoneNumber"),
      ("2.5.4.26", "registeredAddress"), ("2.5.4.41", "name"), ("2.5.4.42", "givenName"), ("2.5.4.43", "initials"),
      ("2.5.4.44", "generationQualifier"), ("2.5.4.45", "x500UniqueIdentifier"), ("2.5.4.46", "dnQualifier"),
      ("2.5.4.65", "pseudonym"), ("2.5.4.72", "role"), ("2.5.4.97", "organizationIdentifier"),
      ("1.2.840.113549.1.9.1", "emailAddress"), ("1.2.840.113549.1.9.2", "unstructuredName"),
      ("1.2.840.113549.1.9.8", "unstructuredAddress"), ("0.9.2342.19200300.100.1.1", "userId"),
      ("0.9.2342.19200300.100.1.25", "domainComponent"), ("0.9.2342.19200300.100.1.3", "rfc822Mailbox"),
      ("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionLocalityName"),
      ("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionStateOrProvinceName"),
      ("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionCountryName"),
    ])

  private static let requestAttributes = rows(
    .requestAttribute,
    [
      ("1.2.840.113549.1.9.7", "challengePassword"), ("1.2.840.113549.1.9.14", "extensionRequest"),
      ("1.3.6.1.4.1.311.2.1.14", "microsoftExtensionRequest"), ("1.3.6.1.4.1.311.13.2.1", "enrollmentNameValuePair"),
      ("1.3.6.1.4.1.311.13.2.2", "enrollmentCSP"), ("1.3.6.1.4.1.311.13.2.3", "osVersion"),
      ("1.3.6.1.4.1.311.21.20", "requestClientInfo"), ("1.3.6.1.4.1.311.13.1", "renewalCertificate"),
      ("1.2.840.113549.1.9.3", "contentType"), ("1.2.840.113549.1.9.4", "messageDigest"),
      ("1.2.840.113549.1.9.5", "signingTime"), ("1.2.840.113549.1.9.9", "extendedCertificateAttributes"),
      ("1.2.840.113549.1.9.15", "smimeCapabilities"), ("1.2.840.113549.1.9.20", "friendlyName"),
      ("1.2.840.113549.1.9.21", "localKeyID"), ("2.23.140.41", "caSigningNonce"),
      ("2.23.140.42", "applicantSigningNonce"),
    ])

  private static let extensions = rows(
    .certificateExtension,
    [
      ("2.5.29.9", "subjectDirectoryAttributes"), ("2.5.29.14", "subjectKeyIdentifier"), ("2.5.29.15", "keyUsage"),
      ("2.5.29.16", "privateKeyUsagePeriod"), ("2.5.29.17", "subjectAltName"), ("2.5.29.18", "issuerAltName"),
      ("2.5.29.19", "basicConstraints"), ("2.5.29.30", "nameConstraints"), ("2.5.29.31", "cRLDistributionPoints"),
      ("2.5.29.32", "certificatePolicies"), ("2.5.29.33", "policyMappings"), ("2.5.29.35", "authorityKeyIdentifier"),
      ("2.5.29.36", "policyConstraints"), ("2.5.29.37", "extKeyUsage"), ("2.5.29.46", "freshestCRL"),
      ("2.5.29.54", "inhibitAnyPolicy"), ("1.3.6.1.5.5.7.1.1", "authorityInfoAccess"),
      ("1.3.6.1.5.5.7.1.3", "qcStatements"), ("1.3.6.1.5.5.7.1.11", "subjectInfoAccess"),
      ("1.3.6.1.5.5.7.1.24", "tlsFeature"), ("1.3.6.1.5.5.7.48.1.5", "ocspNoCheck"),
      ("1.3.6.1.4.1.11129.2.4.2", "signedCertificateTimestampList"), ("1.3.6.1.4.1.11129.2.4.3", "ctPoison"),
      ("2.16.840.1.113730.1.1", "netscapeCertType"), ("2.16.840.1.113730.1.13", "netscapeComment"),
      ("2.16.840.1.113730.1.12", "netscapeServerName"), ("1.3.6.1.4.1.311.20.2", "certificateTemplateName"),
      ("1.3.6.1.4.1.311.21.7", "certificateTemplate"), ("1.3.6.1.4.1.311.21.10", "applicationPolicies"),
      ("1.3.6.1.4.1.311.25.2", "ntdsCASecurity"), ("1.3.6.1.4.1.311.21.1", "caVersion"),
      ("2.23.140.3.1", "cabfOrganizationIdentifier"), ("1.3.6.1.5.5.7.1.31", "acmeIdentifier"),
    ])

  private static let purposes = rows(
    .keyUsagePurpose,
    [
      ("1.3.6.1.5.5.7.3.1", "serverAuth"), ("1.3.6.1.5.5.7.3.2", "clientAuth"), ("1.3.6.1.5.5.7.3.3", "codeSigning"),
      ("1.3.6.1.5.5.7.3.4", "emailProtection"), ("1.3.6.1.5.5.7.3.5", "ipsecEndSystem"),
      ("1.3.6.1.5.5.7.3.6", "ipsecTunnel"), ("1.3.6.1.5.5.7.3.7", "ipsecUser"), ("1.3.6.1.5.5.7.3.8", "timeStamping"),
      ("1.3.6.1.5.5.7.3.9", "OCSPSigning"), ("1.3.6.1.5.5.7.3.17", "ipsecIKE"), ("1.3.6.1.5.5.7.3.21", "sshClient"),
      ("1.3.6.1.5.5.7.3.22", "sshServer"), ("1.3.6.1.5.5.8.2.2", "ikeIntermediate"),
      ("2.5.29.37.0", "anyExtendedKeyUsage"),
      ("1.3.6.1.4.1.311.20.2.2", "smartcardLogon"), ("1.3.6.1.4.1.311.20.2.3", "userPrincipalName"),
      ("1.3.6.1.5.2.3.5", "kerberosKDC"), ("1.3.6.1.5.2.3.4", "kerberosClientAuth"),
      ("1.3.6.1.4.1.311.10.3.3", "microsoftServerGatedCrypto"), ("2.16.840.1.113730.4.1", "netscapeServerGatedCrypto"),
      ("1.3.6.1.4.1.311.10.3.4", "encryptingFileSystem"), ("1.3.6.1.4.1.311.10.3.12", "documentSigning"),
      ("1.3.6.1.4.1.311.54.1.2", "remoteDesktopAuthentication"), ("1.3.6.1.5.5.7.8.9", "smtpUTF8Mailbox"),
      ("1.3.6.1.5.5.7.8.5", "xmppAddr"), ("1.3.6.1.5.5.7.8.7", "dnsSRV"), ("1.3.6.1.5.2.2", "kerberosPrincipalName"),
      ("1.3.6.1.4.1.311.25.1", "ntdsReplication"), ("1.3.6.1.5.5.7.8.4", "hardwareModuleName"),
    ])

  private static let policies = rows(
    .policy,
    [
      ("2.23.140.1.1", "extended-validation"), ("2.23.140.1.2.1", "domain-validated"),
      ("2.23.140.1.2.2", "organization-validated"), ("2.23.140.1.2.3", "individual-validated"),
      ("2.5.29.32.0", "anyPolicy"), ("1.3.6.1.5.5.7.2.1", "cps"), ("1.3.6.1.5.5.7.2.2", "userNotice"),
    ])

  private static let curves = rows(
    .curve,
    [
      ("1.2.840.10045.3.1.7", "P-256"), ("1.3.132.0.34", "P-384"), ("1.3.132.0.35", "P-521"),
      ("1.3.132.0.33", "P-224"), ("1.2.840.10045.3.1.1", "P-192"), ("1.3.132.0.10", "secp256k1"),
      ("1.3.132.0.1", "sect163k1"), ("1.3.132.0.15", "sect163r2"), ("1.3.132.0.16", "sect283k1"),
      ("1.3.132.0.17", "sect283r1"), ("1.3.132.0.26", "sect233k1"), ("1.3.132.0.27", "sect233r1"),
      ("1.3.132.0.36", "sect409k1"), ("1.3.132.0.37", "sect409r1"), ("1.3.132.0.38", "sect571k1"),
      ("1.3.132.0.39", "sect571r1"), ("1.3.132.0.30", "secp160r2"), ("1.3.132.0.31", "secp192k1"),
      ("1.3.132.0.32", "secp224k1"), ("1.3.132.0.6", "secp112r1"), ("1.3.132.0.8", "secp160r1"),
      ("1.3.132.0.9", "secp160k1"), ("1.3.36.3.3.2.8.1.1.1", "brainpoolP160r1"),
      ("1.3.36.3.3.2.8.1.1.3", "brainpoolP192r1"), ("1.3.36.3.3.2.8.1.1.5", "brainpoolP224r1"),
      ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"), ("1.3.36.3.3.2.8.1.1.9", "brainpoolP320r1"),
      ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"), ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
      ("1.2.156.10197.1.301", "SM2"), ("1.2.250.1.223.101.256.1", "FRP256v1"),
    ])
}

extension KnownOID {
  /// Public keys, signatures, digests and their parameters.
  static let algorithms: [Row] =
    keyAlgorithms + signatureAlgorithms + postQuantum + digests + fields

  private static let keyAlgorithms = rows(
    .keyAlgorithm,
    [
      ("1.2.840.113549.1.1.1", "rsaEncryption"), ("1.2.840.10045.2.1", "id-ecPublicKey"),
      ("1.3.101.110", "X25519"), ("1.3.101.111", "X448"), ("1.3.101.112", "Ed25519"), ("1.3.101.113", "Ed448"),
      ("1.2.840.10040.4.1", "id-dsa"), ("1.2.840.10046.2.1", "dhPublicNumber"),
      ("1.2.840.113549.1.3.1", "dhKeyAgreement"), ("2.5.8.1.1", "rsa"), ("1.2.840.113549.1.1.7", "id-RSAES-OAEP"),
      ("1.3.14.3.2.12", "dsaOIW"), ("1.3.132.1.12", "id-ecDH"), ("1.2.643.2.2.19", "gost2001"),
      ("1.2.643.2.2.20", "gost94"), ("1.2.643.7.1.1.1.1", "gost2012_256"), ("1.2.643.7.1.1.1.2", "gost2012_512"),
      ("2.16.840.1.101.3.4.4.1", "ML-KEM-512"), ("2.16.840.1.101.3.4.4.2", "ML-KEM-768"),
      ("2.16.840.1.101.3.4.4.3", "ML-KEM-1024"),
    ])

  private static let signatureAlgorithms = rows(
    .signatureAlgorithm,
    [
      ("1.2.840.113549.1.1.2", "md2WithRSAEncryption"), ("1.2.840.113549.1.1.3", "md4WithRSAEncryption"),
      ("1.2.840.113549.1.1.4", "md5WithRSAEncryption"), ("1.2.840.113549.1.1.5", "sha1WithRSAEncryption"),
      ("1.2.840.113549.1.1.14", "sha224WithRSAEncryption"), ("1.2.840.113549.1.1.11", "sha256WithRSAEncryption"),
      ("1.2.840.113549.1.1.12", "sha384WithRSAEncryption"), ("1.2.840.113549.1.1.13", "sha512WithRSAEncryption"),
      ("1.2.840.113549.1.1.15", "sha512-224WithRSAEncryption"),
      ("1.2.840.113549.1.1.16", "sha512-256WithRSAEncryption"), ("1.2.840.113549.1.1.10", "rsassaPss"),
      ("1.3.14.3.2.29", "sha1WithRSA"), ("1.3.14.3.2.3", "md5WithRSA"), ("1.3.36.3.3.1.2", "ripemd160WithRSA"),
      ("1.2.840.10045.4.1", "ecdsa-with-SHA1"), ("1.2.840.10045.4.3.1", "ecdsa-with-SHA224"),
      ("1.2.840.10045.4.3.2", "ecdsa-with-SHA256"), ("1.2.840.10045.4.3.3", "ecdsa-with-SHA384"),
      ("1.2.840.10045.4.3.4", "ecdsa-with-SHA512"),
      ("1.2.840.10045.4.2", "ecdsa-with-Recommended"), ("1.2.840.10045.4.3", "ecdsa-with-SHA2"),
      ("1.3.6.1.5.5.7.6.2", "id-alg-noSignature"), ("1.2.840.10040.4.3", "dsa-with-sha1"),
      ("2.16.840.1.101.3.4.3.1", "dsa-with-sha224"), ("2.16.840.1.101.3.4.3.2", "dsa-with-sha256"),
      ("2.16.840.1.101.3.4.3.3", "dsa-with-sha384"), ("2.16.840.1.101.3.4.3.4", "dsa-with-sha512"),
      ("1.3.14.3.2.27", "dsaWithSHA1OIW"), ("2.16.840.1.101.3.4.3.9", "ecdsa-with-SHA3-224"),
      ("2.16.840.1.101.3.4.3.10", "ecdsa-with-SHA3-256"), ("2.16.840.1.101.3.4.3.11", "ecdsa-with-SHA3-384"),
      ("2.16.840.1.101.3.4.3.12", "ecdsa-with-SHA3-512"), ("2.16.840.1.101.3.4.3.13", "rsa-with-SHA3-224"),
      ("2.16.840.1.101.3.4.3.14", "rsa-with-SHA3-256"), ("2.16.840.1.101.3.4.3.15", "rsa-with-SHA3-384"),
      ("2.16.840.1.101.3.4.3.16", "rsa-with-SHA3-512"), ("1.2.156.10197.1.501", "sm2-with-sm3"),
      ("1.2.643.2.2.3", "gost2001-with-gost94"), ("1.2.643.7.1.1.3.2", "gost2012-256-signature"),
      ("1.2.643.7.1.1.3.3", "gost2012-512-signature"),
    ])

  /// FIPS 204 and 205: one identifier names both the key and the signature.
  private static let postQuantum = rows(
    .keyAlgorithm,
    [
      ("2.16.840.1.101.3.4.3.17", "ML-DSA-44"), ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
      ("2.16.840.1.101.3.4.3.19", "ML-DSA-87"), ("2.16.840.1.101.3.4.3.20", "SLH-DSA-SHA2-128s"),
      ("2.16.840.1.101.3.4.3.21", "SLH-DSA-SHA2-128f"), ("2.16.840.1.101.3.4.3.22", "SLH-DSA-SHA2-192s"),
      ("2.16.840.1.101.3.4.3.23", "SLH-DSA-SHA2-192f"), ("2.16.840.1.101.3.4.3.24", "SLH-DSA-SHA2-256s"),
      ("2.16.840.1.101.3.4.3.25", "SLH-DSA-SHA2-256f"), ("2.16.840.1.101.3.4.3.26", "SLH-DSA-SHAKE-128s"),
      ("2.16.840.1.101.3.4.3.27", "SLH-DSA-SHAKE-128f"), ("2.16.840.1.101.3.4.3.28", "SLH-DSA-SHAKE-192s"),
      ("2.16.840.1.101.3.4.3.29", "SLH-DSA-SHAKE-192f"), ("2.16.840.1.101.3.4.3.30", "SLH-DSA-SHAKE-256s"),
      ("2.16.840.1.101.3.4.3.31", "SLH-DSA-SHAKE-256f"),
    ])

  private static let digests = rows(
    .digest,
    [
      ("1.2.840.113549.2.5", "md5"), ("1.3.14.3.2.26", "sha1"), ("2.16.840.1.101.3.4.2.4", "sha224"),
      ("2.16.840.1.101.3.4.2.1", "sha256"), ("2.16.840.1.101.3.4.2.2", "sha384"),
      ("2.16.840.1.101.3.4.2.3", "sha512"), ("2.16.840.1.101.3.4.2.5", "sha512-224"),
      ("2.16.840.1.101.3.4.2.6", "sha512-256"), ("2.16.840.1.101.3.4.2.7", "sha3-224"),
      ("2.16.840.1.101.3.4.2.8", "sha3-256"), ("2.16.840.1.101.3.4.2.9", "sha3-384"),
      ("2.16.840.1.101.3.4.2.10", "sha3-512"), ("1.2.840.113549.1.1.8", "mgf1"),
      ("1.2.840.113549.1.1.9", "pSpecified"),
    ])

  private static let fields = rows(
    .other,
    [
      ("1.2.840.10045.1.1", "prime-field"), ("1.2.840.10045.1.2", "characteristic-two-field"),
    ])
}
