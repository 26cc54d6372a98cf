// SPDX-License-Identifier: Apache-2.0
import TLSBridge

/// The PEM files with the server's certificate and private key.
struct TLSFiles {
  let certificate: String
  let key: String

  /// A configuration for TLS 1.2 and later.
  func context() throws(SettingsError) -> TLSContext {
    do throws(TLSFailure) { return try TLSContext(certificate: certificate, key: key) } catch {
      switch error {
      case .certificate: throw SettingsError("the certificate \(certificate) cannot be read as PEM")
      case .key: throw SettingsError("the private key \(key) cannot be read as PEM without a passphrase")
      case .mismatch: throw SettingsError("the private key \(key) does not match the certificate \(certificate)")
      case .library: throw SettingsError("OpenSSL cannot be used for TLS")
      }
    }
  }
}
