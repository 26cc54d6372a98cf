// SPDX-License-Identifier: Apache-2.0

extension KnownOID {
  /// Public keys, signatures, digests and the parameters that name them.
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
      ("1.2.840.10045.4.3.4", "ecdsa-with-SHA512"), ("1.2.840.10040.4.3", "dsa-with-sha1"),
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
