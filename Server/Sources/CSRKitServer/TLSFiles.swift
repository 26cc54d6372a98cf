// SPDX-License-Identifier: Apache-2.0
import HummingbirdTLS
import NIOSSL

/// The certificate and key of the server, in PEM files.
struct TLSFiles {
  let certificate: String
  let key: String

  /// TLS 1.2 and later with these files.
  func configuration() throws(SettingsError) -> TLSConfiguration {
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMFile(certificate) } catch {
      throw SettingsError("the certificate \(certificate) cannot be read as PEM")
    }
    let privateKey: NIOSSLPrivateKey
    do { privateKey = try NIOSSLPrivateKey(file: key, format: .pem) } catch {
      throw SettingsError("the key \(key) cannot be read as PEM without a passphrase")
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    do { _ = try NIOSSLContext(configuration: configuration) } catch {
      throw SettingsError("the key \(key) does not belong to the certificate \(certificate)")
    }
    return configuration
  }
}
