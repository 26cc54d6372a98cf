// SPDX-License-Identifier: Apache-2.0
internal import CTLS

/// The certificate and the settings of a server for TLS 1.2 and later.
///
/// OpenSSL's contexts are counted references that several threads may use once they are configured.
@safe public final class TLSContext: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Reads a certificate chain and its private key from PEM files.
  public init(certificate: String, key: String) throws(TLSFailure) {
    ERR_clear_error()
    guard let context = unsafe SSL_CTX_new(TLS_server_method()), let scratch = unsafe SSL_CTX_new(TLS_server_method())
    else { throw .library }
    unsafe pointer = context
    defer { unsafe SSL_CTX_free(scratch) }
    unsafe CTLS_configure(context)
    // OpenSSL would ask for the passphrase of an encrypted key on the terminal.
    unsafe SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in 0 }
    unsafe SSL_CTX_set_default_passwd_cb(scratch) { _, _, _, _ in 0 }
    guard unsafe SSL_CTX_use_certificate_chain_file(context, certificate) == 1 else { throw .certificate }
    // Without a certificate, a key cannot be another's.
    guard unsafe SSL_CTX_use_PrivateKey_file(scratch, key, SSL_FILETYPE_PEM) == 1 else { throw .key }
    guard unsafe SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1,
      unsafe SSL_CTX_check_private_key(context) == 1
    else { throw .mismatch }
  }

  deinit { unsafe SSL_CTX_free(pointer) }
}

/// Why TLS cannot be used.
public enum TLSFailure: Error, Sendable, Hashable {
  /// The certificate is not PEM.
  case certificate
  /// The private key is not PEM, or is encrypted.
  case key
  /// The private key is another certificate's.
  case mismatch
  /// OpenSSL has no memory or is misconfigured.
  case library
}
