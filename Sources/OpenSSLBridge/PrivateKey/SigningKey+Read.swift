// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Why a private key cannot be read.
public enum PrivateKeyError: Error, Sendable, Hashable {
  /// The key is encrypted and there is no passphrase.
  case passphraseMissing
  /// The passphrase is wrong, or the encrypted data is damaged.
  case wrongPassphrase
  /// OpenSSL does not have the cipher.
  case unsupportedEncryption
  /// The key is in a form that is not read; its name.
  case unsupportedForm(String)
  /// The encoding or the algorithm cannot be read; OpenSSL's reason.
  case unreadable(String)
}

extension PrivateKeyError: CustomStringConvertible {
  /// The reason, without a full stop.
  public var description: String {
    switch self {
    case .passphraseMissing: "the private key is encrypted and no passphrase is given"
    case .wrongPassphrase: "wrong passphrase, or the encrypted data is damaged"
    case .unsupportedEncryption:
      "the encryption is not supported: it needs OpenSSL's legacy provider, which cannot be loaded"
    case .unsupportedForm(let form):
      "a private key in the \(form) format is not supported: convert it to PKCS#8 with ssh-keygen or openssl"
    case .unreadable(let reason): "the private key cannot be read: \(reason)"
    }
  }
}

/// The content of a PKCS#12 file.
package struct KeyStore: Sendable {
  /// The first private key.
  package let key: SigningKey?
  /// The certificates in DER, that of the key first.
  package let certificates: [[UInt8]]
}

extension SigningKey {
  /// Reads PKCS#8, PKCS#1, SEC 1 or another unencrypted private key in DER.
  package static func read(_ der: Span<UInt8>) throws(PrivateKeyError) -> SigningKey {
    ERR_clear_error()
    let key = unsafe der.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return unsafe d2i_AutoPrivateKey(nil, &position, buffer.count)
    }
    guard let key = unsafe key else { throw .unreadable(OpenSSLFailure.drain().description) }
    ERR_clear_error()
    return unsafe SigningKey(owning: key)
  }

  /// Reads an encrypted PKCS#8 key (EncryptedPrivateKeyInfo) in DER.
  package static func read(
    encrypted der: Span<UInt8>, passphrase: borrowing SecretBytes?
  ) throws(PrivateKeyError) -> SigningKey {
    switch passphrase {
    case .none: throw .passphraseMissing
    case .some(let passphrase):
      try retryingWithLegacyProvider { () throws(PrivateKeyError) in try decrypt(der, passphrase) }
    }
  }

  private static func decrypt(
    _ der: Span<UInt8>, _ passphrase: borrowing SecretBytes
  ) throws(PrivateKeyError) -> SigningKey {
    let envelope = unsafe der.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return unsafe d2i_X509_SIG(nil, &position, buffer.count)
    }
    guard let envelope = unsafe envelope else { throw .unreadable(OpenSSLFailure.drain().description) }
    defer { unsafe X509_SIG_free(envelope) }
    let info = unsafe passphrase.withBytes { bytes in
      unsafe bytes.withUnsafeBytes { buffer in
        unsafe PKCS8_decrypt(envelope, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
      }
    }
    guard let info = unsafe info else { throw failure() }
    defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
    guard let key = unsafe EVP_PKCS82PKEY(info) else { throw .unreadable(OpenSSLFailure.drain().description) }
    return unsafe SigningKey(owning: key)
  }

  /// Reads a PEM block with a DEK-Info header (RFC 1421 §4.6.1.3), OpenSSL's traditional encryption.
  package static func read(
    encryptedPEM text: Span<UInt8>, passphrase: borrowing SecretBytes?
  ) throws(PrivateKeyError) -> SigningKey {
    switch passphrase {
    case .none: throw .passphraseMissing
    case .some(let passphrase):
      try retryingWithLegacyProvider { () throws(PrivateKeyError) in try decrypt(pem: text, passphrase) }
    }
  }

  private static func decrypt(
    pem text: Span<UInt8>, _ passphrase: borrowing SecretBytes
  ) throws(PrivateKeyError) -> SigningKey {
    let key = unsafe text.withUnsafeBytes { (bytes) -> OpaquePointer? in
      guard let bio = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { outOfMemory() }
      defer { unsafe BIO_free(bio) }
      return unsafe passphrase.withCString { unsafe PEM_read_bio_PrivateKey(bio, nil, nil, $0) }
    }
    guard let key = unsafe key else { throw failure() }
    return unsafe SigningKey(owning: key)
  }

  /// Reads a PKCS#12 file (RFC 7292); without a passphrase, the empty one and none are tried.
  package static func readKeyStore(
    _ der: Span<UInt8>, passphrase: borrowing SecretBytes?
  ) throws(PrivateKeyError) -> KeyStore {
    switch passphrase {
    case .some(let passphrase): return try open(der, passphrase)
    case .none:
      do throws(PrivateKeyError) {
        return try open(der, SecretBytes())
      } catch .wrongPassphrase {
        throw .passphraseMissing
      }
    }
  }

  private static func open(
    _ der: Span<UInt8>, _ passphrase: borrowing SecretBytes
  ) throws(PrivateKeyError) -> KeyStore {
    try retryingWithLegacyProvider { () throws(PrivateKeyError) in
      let store = unsafe der.withUnsafeBufferPointer { buffer in
        var position = buffer.baseAddress
        return unsafe d2i_PKCS12(nil, &position, buffer.count)
      }
      guard let store = unsafe store else { throw .unreadable(OpenSSLFailure.drain().description) }
      defer { unsafe PKCS12_free(store) }
      var (key, certificate, others): (OpaquePointer?, OpaquePointer?, OpaquePointer?) = (nil, nil, nil)
      let isRead = unsafe passphrase.withCString { unsafe PKCS12_parse(store, $0, &key, &certificate, &others) }
      guard isRead == 1 else { throw failure() }
      ERR_clear_error()
      var certificates: [[UInt8]] = []
      if let certificate = unsafe certificate { certificates.append(unsafe X509Certificate.take(certificate)) }
      while let other = unsafe OPENSSL_sk_pop(others) {
        certificates.append(unsafe X509Certificate.take(OpaquePointer(other)))
      }
      unsafe OPENSSL_sk_free(others)
      return KeyStore(key: unsafe key.map { unsafe SigningKey(owning: $0) }, certificates: certificates)
    }
  }

  /// Why decryption failed, from OpenSSL's errors: what remains is a passphrase that gives no key.
  private static func failure() -> PrivateKeyError {
    let failure = OpenSSLFailure.drain()
    let isUnsupported = failure.entries.contains { entry in
      // Decoders say this of data that is not a key, such as a wrong passphrase gives in one of 256 cases.
      entry.reason == ERR_R_UNSUPPORTED && entry.library != ERR_LIB_OSSL_DECODER
        || entry.library == ERR_LIB_EVP && unsupportedByEVP.contains(entry.reason)
        || entry.library == ERR_LIB_PEM && unsupportedByPEM.contains(entry.reason)
        || entry.library == ERR_LIB_PKCS12 && entry.reason == PKCS12_R_UNKNOWN_DIGEST_ALGORITHM
    }
    return isUnsupported ? .unsupportedEncryption : .wrongPassphrase
  }

  private static let unsupportedByEVP: Set<Int32> = [
    EVP_R_UNSUPPORTED_ALGORITHM, EVP_R_UNKNOWN_PBE_ALGORITHM, EVP_R_UNKNOWN_CIPHER, EVP_R_UNSUPPORTED_CIPHER,
    EVP_R_UNSUPPORTED_PRF, EVP_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION, EVP_R_UNKNOWN_DIGEST,
  ]
  private static let unsupportedByPEM: Set<Int32> = [PEM_R_UNSUPPORTED_CIPHER, PEM_R_UNSUPPORTED_ENCRYPTION]

  /// Repeats work that needs an old cipher, such as RC2, with the legacy provider where there is one.
  private static func retryingWithLegacyProvider<Result>(
    _ work: () throws(PrivateKeyError) -> Result
  ) throws(PrivateKeyError) -> Result {
    ERR_clear_error()
    do throws(PrivateKeyError) {
      return try work()
    } catch .unsupportedEncryption {
      guard hasLegacyProvider else { throw .unsupportedEncryption }
      return try work()
    }
  }

  /// Whether the legacy provider is loaded; the first access loads it.
  private static let hasLegacyProvider: Bool = {
    defer { ERR_clear_error() }
    return unsafe OSSL_PROVIDER_try_load(nil, "legacy", 1) != nil
  }()
}
