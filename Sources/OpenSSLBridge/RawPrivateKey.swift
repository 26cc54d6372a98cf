// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// Private keys of RFC 8410, which are octets without structure.
public enum RawPrivateKey {
  /// The public key, or nil for another algorithm or a seed of the wrong length.
  ///
  /// - Parameter arc: the last arc of the algorithm's object identifier, 110 X25519 to 113 Ed448.
  public static func publicKey(arc: UInt8, seed: Span<UInt8>) -> [UInt8]? {
    let types: [UInt8: Int32] = [110: NID_X25519, 111: NID_X448, 112: NID_ED25519, 113: NID_ED448]
    guard let type = types[arc] else { return nil }
    let key = unsafe seed.withUnsafeBufferPointer { buffer in
      unsafe EVP_PKEY_new_raw_private_key(type, nil, buffer.baseAddress, buffer.count)
    }
    guard let key = unsafe key else {
      ERR_clear_error()
      return nil
    }
    defer { unsafe EVP_PKEY_free(key) }
    var length = 64
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      let done = unsafe EVP_PKEY_get_raw_public_key(key, buffer.baseAddress, &length) == 1
      count = done ? length : 0
    }
    return bytes.isEmpty ? nil : bytes
  }
}
