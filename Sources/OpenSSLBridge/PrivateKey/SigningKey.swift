// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The kinds of keys that can be generated.
public enum SigningKeyKind: Sendable, Hashable {
  case rsa(bits: Int)
  case p256, p384, p521

  /// Reads a kind: `rsa:2048` to `rsa:8192` in steps of 8 bits, `rsa` for `rsa:2048`, `p256`, `p384` or `p521`.
  public init?(_ text: String) {
    switch text.lowercased() {
    case "p256", "p-256": self = .p256
    case "p384", "p-384": self = .p384
    case "p521", "p-521": self = .p521
    case "rsa": self = .rsa(bits: 2048)
    case let name where name.hasPrefix("rsa:"):
      guard let bits = Int(name.dropFirst(4)), SigningKeyKind.rsaSizes.contains(bits), bits % 8 == 0 else { return nil }
      self = .rsa(bits: bits)
    default: return nil
    }
  }

  /// Whether it is a kind of RSA key.
  package var isRSA: Bool { if case .rsa = self { true } else { false } }

  /// The sizes that the CA accepts, in bits (error -13).
  package static let rsaSizes = 2048...8192
}

extension SigningKeyKind: CustomStringConvertible {
  /// The text from which the kind can be read.
  public var description: String {
    switch self {
    case .rsa(let bits): "rsa:\(bits)"
    case .p256: "p256"
    case .p384: "p384"
    case .p521: "p521"
    }
  }
}

/// A private key in memory that OpenSSL wipes; it is never part of a description or an error.
///
/// OpenSSL's keys are counted references that may be used by several threads.
@safe public final class SigningKey: @unchecked Sendable {
  let pointer: OpaquePointer

  init(owning pointer: OpaquePointer) {
    unsafe self.pointer = pointer
  }

  deinit { unsafe EVP_PKEY_free(pointer) }

  /// Generates a key.
  package static func generate(_ kind: SigningKeyKind) throws(OpenSSLFailure) -> SigningKey {
    ERR_clear_error()
    let name =
      switch kind {
      case .rsa: "RSA"
      case .p256, .p384, .p521: "EC"
      }
    guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, name, nil) else { throw .drain() }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    guard unsafe EVP_PKEY_keygen_init(context) == 1, unsafe set(kind, on: context) else { throw .drain() }
    var key: OpaquePointer?
    guard unsafe EVP_PKEY_generate(context, &key) == 1, let key = unsafe key else { throw .drain() }
    return unsafe SigningKey(owning: key)
  }

  private static func set(_ kind: SigningKeyKind, on context: OpaquePointer) -> Bool {
    switch kind {
    case .rsa(let bits): unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(clamping: bits)) == 1
    case .p256: unsafe EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1) == 1
    case .p384: unsafe EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_secp384r1) == 1
    case .p521: unsafe EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_secp521r1) == 1
    }
  }

  /// The public key as SubjectPublicKeyInfo in DER, with the uncompressed point of a named curve.
  public var publicKeyInfo: [UInt8] {
    unsafe PublicKeyEncoding.canonical(pointer)
  }

  /// The hash function to sign a request with: as strong as the key (NIST SP 800-57 part 1, table 3); nil if the
  /// algorithm has its own.
  var digest: OpaquePointer? {
    switch unsafe EVP_PKEY_get_base_id(pointer) {
    case EVP_PKEY_ED25519, EVP_PKEY_ED448: return nil
    case EVP_PKEY_EC:
      let bits = unsafe EVP_PKEY_get_bits(pointer)
      return unsafe bits > 384 ? EVP_sha512() : bits > 256 ? EVP_sha384() : EVP_sha256()
    default: return unsafe EVP_sha256()
    }
  }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  /// Three asterisks.
  public var description: String { "***" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .class) }
}

/// Encodings of public keys that are equal if the keys are.
package enum PublicKeyEncoding {
  /// The key of a SubjectPublicKeyInfo with the uncompressed point of a named curve; nil if OpenSSL cannot read it.
  package static func canonical(_ info: Span<UInt8>) -> [UInt8]? {
    let key = unsafe info.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return unsafe d2i_PUBKEY(nil, &position, buffer.count)
    }
    guard let key = unsafe key else {
      ERR_clear_error()
      return nil
    }
    defer { unsafe EVP_PKEY_free(key) }
    let bytes = unsafe canonical(key)
    return bytes.isEmpty ? nil : bytes
  }

  static func canonical(_ key: OpaquePointer) -> [UInt8] {
    if unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_EC {
      unsafe EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING, OSSL_PKEY_EC_ENCODING_GROUP)
      unsafe EVP_PKEY_set_utf8_string_param(
        key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT, OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED)
    }
    var output: UnsafeMutablePointer<UInt8>?
    let length = unsafe i2d_PUBKEY(key, &output)
    defer { unsafe CRYPTO_free(output, "", 0) }
    ERR_clear_error()
    return unsafe [UInt8](UnsafeBufferPointer(start: output, count: max(0, Int(length))))
  }
}
