// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// OpenSSL's verification of a certificate's signature.
package enum X509Certificate {
  /// Whether the key of another certificate signed a certificate; nil if OpenSSL cannot check it.
  package static func isSigned(_ certificate: Span<UInt8>, by issuer: Span<UInt8>) -> Bool? {
    defer { ERR_clear_error() }
    guard let certificate = unsafe parse(certificate) else { return nil }
    defer { unsafe X509_free(certificate) }
    guard let issuer = unsafe parse(issuer) else { return nil }
    defer { unsafe X509_free(issuer) }
    guard let key = unsafe X509_get0_pubkey(issuer) else { return nil }
    switch unsafe X509_verify(certificate, key) {
    case 1: return true
    case 0: return false
    default:
      // A signature of the wrong form is invalid; an algorithm that OpenSSL does not have cannot be checked.
      let failure = OpenSSLFailure.drain()
      return failure.entries.contains { $0.reason == ERR_R_UNSUPPORTED } ? nil : false
    }
  }

  private static func parse(_ der: Span<UInt8>) -> OpaquePointer? {
    unsafe der.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return unsafe d2i_X509(nil, &position, buffer.count)
    }
  }

  /// The DER of a certificate, which is freed.
  static func take(_ certificate: OpaquePointer) -> [UInt8] {
    defer { unsafe X509_free(certificate) }
    var output: UnsafeMutablePointer<UInt8>?
    let length = unsafe i2d_X509(certificate, &output)
    defer { unsafe CRYPTO_free(output, "", 0) }
    return unsafe [UInt8](UnsafeBufferPointer(start: output, count: max(0, Int(length))))
  }
}
