// SPDX-License-Identifier: Apache-2.0
import HummingbirdTLS
import NIOSSL

/// The PEM files with the server's certificate and private key.
struct TLSFiles {
  let certificate: String
  let key: String

  /// A configuration for TLS 1.2 and later.
  func configuration() throws(SettingsError) -> TLSConfiguration {
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMFile(certificate) } catch {
      throw SettingsError("the certificate \(certificate) cannot be read as PEM")
    }
    let privateKey: NIOSSLPrivateKey
    do { privateKey = try NIOSSLPrivateKey(file: key, format: .pem) } catch {
      throw SettingsError("the private key \(key) cannot be read as PEM without a passphrase")
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    do { _ = try NIOSSLContext(configuration: configuration) } catch {
      throw SettingsError("the private key \(key) does not match the certificate \(certificate)")
    }
    return configuration
  }
}
