// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge
internal import PKCS10

/// Reads private keys in PEM or DER.
public enum PrivateKeyReader {
  /// The first private key of an input: PKCS#8, PKCS#1 or SEC 1, encrypted or not, or PKCS#12.
  ///
  /// - Parameter passphrase: returns the passphrase; it is called only for an encrypted key.
  /// - Returns: nil if the input contains no private key.
  public static func first(
    in input: Span<UInt8>, passphrase: () -> SecretBytes?
  ) throws(PrivateKeyError) -> SigningKey? {
    var result: Result<SigningKey, PrivateKeyError>?
    ObjectScanner.scan(input) { found, bytes in
      guard result == nil else { return }
      do throws(PrivateKeyError) {
        switch found.kind {
        case .other(.privateKey(let form)): result = .success(try key(form, bytes, passphrase))
        case .other(.pkcs12): result = try store(bytes, passphrase).key.map { .success($0) }
        case .request, .certificate, .enclosing, .other, .malformed: return
        }
      } catch {
        result = .failure(error)
      }
    }
    return try result?.get()
  }

  /// Reads a private key whose form is known.
  static func key(
    _ form: ForeignObject.PrivateKeyForm, _ bytes: Span<UInt8>, _ passphrase: () -> SecretBytes?
  ) throws(PrivateKeyError) -> SigningKey {
    switch form {
    case .encryptedPKCS8: return try SigningKey.read(encrypted: bytes, passphrase: passphrase())
    case .encryptedPEM: return try SigningKey.read(encryptedPEM: bytes, passphrase: passphrase())
    case .openSSH, .putty, .jwk, .text: throw .unsupportedForm(form.rawValue)
    case .pkcs8, .pkcs1, .sec1, .dsa, .unreadable: return try SigningKey.read(bytes)
    }
  }

  /// Reads a PKCS#12 file, which may have no passphrase.
  static func store(
    _ bytes: Span<UInt8>, _ passphrase: () -> SecretBytes?
  ) throws(PrivateKeyError) -> KeyStore {
    do throws(PrivateKeyError) {
      return try SigningKey.readKeyStore(bytes, passphrase: nil)
    } catch .passphraseMissing {
      return try SigningKey.readKeyStore(bytes, passphrase: passphrase())
    }
  }
}
