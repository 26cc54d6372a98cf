// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The encodings of private keys as PEM; the raw value is the name in commands.
public enum PrivateKeyFormat: String, Sendable, Hashable, CaseIterable {
  /// PrivateKeyInfo, or EncryptedPrivateKeyInfo with a passphrase (RFC 5958).
  case pkcs8
  /// RSAPrivateKey (RFC 8017 A.1.2), for RSA keys only.
  case pkcs1
  /// ECPrivateKey (RFC 5915 §3), for EC keys only.
  case sec1
}

/// Why a key cannot be encoded.
public struct KeyEncodingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason, without a full stop.
  public let description: String

  /// The format has keys of another algorithm.
  static func wrongAlgorithm(_ format: PrivateKeyFormat) -> KeyEncodingError {
    KeyEncodingError(description: "the key format \(format.rawValue) does not suit the algorithm of the key")
  }

  static func openSSL(_ reason: String) -> KeyEncodingError {
    KeyEncodingError(description: "OpenSSL cannot encode the key: \(reason)")
  }
}

extension SigningKey {
  /// The rounds of PBKDF2 with HMAC-SHA-256 (OWASP Password Storage Cheat Sheet, 2023).
  static let rounds: Int32 = 600_000

  /// The key as PEM; encrypted with AES-256-CBC under PBES2 if there is a passphrase (RFC 8018 §6.2).
  public func pem(_ format: PrivateKeyFormat = .pkcs8) throws(KeyEncodingError) -> SecretBytes {
    let type = unsafe EVP_PKEY_get_base_id(pointer)
    let buffer = SecretBuffer()
    let isWritten: Int32
    switch format {
    case .pkcs8:
      isWritten = unsafe PEM_write_bio_PKCS8PrivateKey(buffer.bio, pointer, nil, nil, 0, nil, nil)
    case .pkcs1, .sec1:
      guard type == (format == .pkcs1 ? EVP_PKEY_RSA : EVP_PKEY_EC) else { throw .wrongAlgorithm(format) }
      isWritten = unsafe PEM_write_bio_PrivateKey_traditional(buffer.bio, pointer, nil, nil, 0, nil, nil)
    }
    guard isWritten == 1 else { throw .openSSL(OpenSSLFailure.drain().description) }
    return buffer.content()
  }

  /// The key as encrypted PKCS#8 in PEM.
  public func pem(encryptedWith passphrase: Span<UInt8>) throws(KeyEncodingError) -> SecretBytes {
    let buffer = SecretBuffer()
    guard let info = unsafe EVP_PKEY2PKCS8(pointer) else { throw .openSSL(OpenSSLFailure.drain().description) }
    defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
    guard
      let scheme = unsafe PKCS5_pbe2_set_iv(
        EVP_aes_256_cbc(), SigningKey.rounds, nil, 16, nil, NID_hmacWithSHA256)
    else { throw .openSSL(OpenSSLFailure.drain().description) }
    let encrypted = unsafe passphrase.withUnsafeBytes { bytes in
      unsafe PKCS8_set0_pbe(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), info, scheme)
    }
    guard let encrypted = unsafe encrypted else {
      unsafe X509_ALGOR_free(scheme)
      throw .openSSL(OpenSSLFailure.drain().description)
    }
    defer { unsafe X509_SIG_free(encrypted) }
    guard unsafe PEM_write_bio_PKCS8(buffer.bio, encrypted) == 1 else {
      throw .openSSL(OpenSSLFailure.drain().description)
    }
    return buffer.content()
  }
}
