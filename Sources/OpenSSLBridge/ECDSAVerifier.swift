// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Checks ECDSA signatures on one curve; the group is made once, which costs more than many a check.
@safe final class ECDSAVerifier {
  private let key: OpaquePointer
  private let context = unsafe BN_CTX_new()

  init(_ curve: NamedCurve) {
    guard let key = unsafe EC_KEY_new_by_curve_name(curve.nid) else { outOfMemory() }
    unsafe self.key = key
  }

  deinit {
    unsafe EC_KEY_free(key)
    unsafe BN_CTX_free(context)
  }

  /// Whether the signature is valid (FIPS 186-5 §6.4.2), or nil where the point is not on the curve.
  ///
  /// - Parameters: all ranges lie in `bytes`; the point is encoded as in SEC 1 §2.3.3, the signature as in RFC 3279 §2.2.3.
  func verify(point: Range<Int>, signature: Range<Int>, digest: Digest, in bytes: Span<UInt8>) -> Bool? {
    let isOnCurve = unsafe bytes.extracting(point).withUnsafeBufferPointer { octets in
      unsafe EC_KEY_oct2key(key, octets.baseAddress, octets.count, context) == 1
    }
    guard isOnCurve else {
      ERR_clear_error()
      return nil
    }
    let outcome = digest.withBytes { hash in
      unsafe bytes.extracting(signature).withUnsafeBufferPointer { input in
        unsafe hash.withUnsafeBufferPointer { message in
          unsafe ECDSA_verify(
            0, message.baseAddress, Int32(message.count), input.baseAddress, Int32(input.count), key)
        }
      }
    }
    if outcome < 0 { ERR_clear_error() }
    return outcome == 1
  }
}
