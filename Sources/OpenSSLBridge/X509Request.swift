// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// OpenSSL's own reading of a certification request: the arbiter where ours meets anything unusual.
@safe public struct X509Request: ~Copyable {
  private let pointer: OpaquePointer

  private init(owning pointer: OpaquePointer) { unsafe self.pointer = pointer }

  deinit { unsafe X509_REQ_free(pointer) }

  /// What `X509_REQ_verify` says of the self-signature.
  public enum Verification: Sendable, Hashable {
    case valid
    case invalid
    /// This build of OpenSSL does not know the algorithm, or cannot read the key.
    case notCheckable(OpenSSLFailure)
  }

  /// Decodes with `d2i_X509_REQ`; bytes after the request are not looked at.
  public static func parse(_ bytes: Span<UInt8>) throws(OpenSSLFailure) -> X509Request {
    ERR_clear_error()
    let pointer = unsafe bytes.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return unsafe d2i_X509_REQ(nil, &position, buffer.count)
    }
    guard let pointer = unsafe pointer else { throw OpenSSLFailure.drain() }
    ERR_clear_error()
    return unsafe X509Request(owning: pointer)
  }

  /// The number in the version field; 0 stands for PKCS #10's only version.
  public var version: Int { unsafe X509_REQ_get_version(pointer) }

  /// How many attributes the subject's name has.
  public var subjectCount: Int {
    Int(unsafe X509_NAME_entry_count(X509_REQ_get_subject_name(pointer)))
  }

  /// How many attributes the request has; 0 also where the field is missing, for which OpenSSL says -1.
  public var attributeCount: Int { max(0, Int(unsafe X509_REQ_get_attr_count(pointer))) }

  /// The signature algorithm in dotted form.
  public var signatureAlgorithm: String {
    var algorithm: UnsafePointer<X509_ALGOR>?
    unsafe X509_REQ_get0_signature(pointer, nil, &algorithm)
    var object: OpaquePointer?
    unsafe X509_ALGOR_get0(&object, nil, nil, algorithm)
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard unsafe OBJ_obj2txt(buffer.baseAddress, 256, object, 1) > 0, let text = buffer.baseAddress
      else { return "" }
      return unsafe String(cString: text)
    }
  }

  /// The type and size of the public key as OpenSSL names them, or nil where it cannot read the key.
  public var publicKey: (type: String, bits: Int)? {
    defer { ERR_clear_error() }
    guard let key = unsafe X509_REQ_get0_pubkey(pointer) else { return nil }
    let name = unsafe EVP_PKEY_get0_type_name(key).map { unsafe String(cString: $0) }
    return (name ?? "", Int(unsafe EVP_PKEY_get_bits(key)))
  }

  /// Checks the self-signature over the bytes as received.
  public borrowing func verify() -> Verification {
    ERR_clear_error()
    guard let key = unsafe X509_REQ_get0_pubkey(pointer) else { return .notCheckable(.drain()) }
    switch unsafe X509_REQ_verify(pointer, key) {
    case 1:
      return .valid
    case 0:
      ERR_clear_error()
      return .invalid
    default:
      return X509Request.classify(.drain())
    }
  }

  /// A failed check is an invalid signature unless OpenSSL says that it lacks the means.
  private static func classify(_ failure: OpenSSLFailure) -> Verification {
    let unsupported: Set<Int32> = [
      ASN1_R_UNKNOWN_SIGNATURE_ALGORITHM, ASN1_R_UNKNOWN_MESSAGE_DIGEST_ALGORITHM,
      ASN1_R_DIGEST_AND_KEY_TYPE_NOT_SUPPORTED,
    ]
    let isUnsupported = failure.entries.contains { entry in
      entry.library == ERR_LIB_ASN1 && unsupported.contains(entry.reason)
        || entry.library == ERR_LIB_EVP || entry.reason == ERR_R_UNSUPPORTED
    }
    return isUnsupported ? .notCheckable(failure) : .invalid
  }
}
