// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// OpenSSL's decoding of a certification request, which decides about unusual encodings.
@safe package struct X509Request: ~Copyable {
  private let pointer: OpaquePointer

  private init(owning pointer: OpaquePointer) { unsafe self.pointer = pointer }

  deinit { unsafe X509_REQ_free(pointer) }

  /// The result of `X509_REQ_verify`.
  package enum Verification: Sendable, Hashable {
    case valid
    case invalid
    /// OpenSSL does not support the algorithm, or cannot read the key.
    case notCheckable(OpenSSLFailure)
  }

  /// Decodes with `d2i_X509_REQ`; bytes after the request are ignored.
  package static func parse(_ bytes: Span<UInt8>) throws(OpenSSLFailure) -> X509Request {
    ERR_clear_error()
    let pointer = unsafe bytes.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return unsafe d2i_X509_REQ(nil, &position, buffer.count)
    }
    guard let pointer = unsafe pointer else { throw OpenSSLFailure.drain() }
    ERR_clear_error()
    return unsafe X509Request(owning: pointer)
  }

  /// The version field; 0 is the only version of PKCS #10.
  package var version: Int { unsafe X509_REQ_get_version(pointer) }

  /// The number of attributes of the subject.
  package var subjectCount: Int {
    Int(unsafe X509_NAME_entry_count(X509_REQ_get_subject_name(pointer)))
  }

  /// The number of attributes; 0 also if the field is missing, for which OpenSSL returns -1.
  package var attributeCount: Int { max(0, Int(unsafe X509_REQ_get_attr_count(pointer))) }

  /// The signature algorithm in dotted form.
  package var signatureAlgorithm: String {
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

  /// OpenSSL's name for the type of the public key, and its size; nil if OpenSSL cannot read the key.
  package var publicKey: (type: String, bits: Int)? {
    defer { ERR_clear_error() }
    guard let key = unsafe X509_REQ_get0_pubkey(pointer) else { return nil }
    let name = unsafe EVP_PKEY_get0_type_name(key).map { unsafe String(cString: $0) }
    return (name ?? "", Int(unsafe EVP_PKEY_get_bits(key)))
  }

  /// Verifies the self-signature over the bytes as received.
  package borrowing func verify() -> Verification {
    ERR_clear_error()
    guard let key = unsafe X509_REQ_get0_pubkey(pointer) else { return .notCheckable(.drain()) }
    switch unsafe X509_REQ_verify(pointer, key) {
    case 1:
      return .valid
    case 0:
      ERR_clear_error()
      return unsafe verifiesWithStandardIdentifier(key) ? .valid : .invalid
    default:
      let failure = OpenSSLFailure.drain()
      return unsafe verifiesWithStandardIdentifier(key) ? .valid : X509Request.classify(failure)
    }
  }

  /// Whether an SM2 signature is valid with the identifier of GM/T 0009 §10; OpenSSL assumes an empty one.
  private borrowing func verifiesWithStandardIdentifier(_ key: OpaquePointer) -> Bool {
    defer { ERR_clear_error() }
    guard unsafe X509_REQ_get_signature_nid(pointer) == NID_SM2_with_SM3 else { return false }
    guard let identifier = unsafe ASN1_OCTET_STRING_new() else { outOfMemory() }
    let text = Array("1234567812345678".utf8)
    let isSet = unsafe text.withUnsafeBufferPointer { buffer in
      unsafe ASN1_OCTET_STRING_set(identifier, buffer.baseAddress, Int32(buffer.count)) == 1
    }
    // The request owns the identifier from here on.
    unsafe X509_REQ_set0_distinguishing_id(pointer, identifier)
    return unsafe isSet && X509_REQ_verify(pointer, key) == 1
  }

  /// A failure means an invalid signature unless OpenSSL lacks support for the algorithm.
  private static func classify(_ failure: OpenSSLFailure) -> Verification {
    let unsupported: Set<Int32> = [
      ASN1_R_UNKNOWN_SIGNATURE_ALGORITHM, ASN1_R_UNKNOWN_MESSAGE_DIGEST_ALGORITHM,
      ASN1_R_DIGEST_AND_KEY_TYPE_NOT_SUPPORTED,
    ]
    let beyondLimits: Set<Int32> = [RSA_R_MODULUS_TOO_LARGE, RSA_R_BAD_E_VALUE]
    let isUnsupported = failure.entries.contains { entry in
      entry.library == ERR_LIB_ASN1 && unsupported.contains(entry.reason)
        || entry.library == ERR_LIB_RSA && beyondLimits.contains(entry.reason)
        || entry.library == ERR_LIB_EVP || entry.reason == ERR_R_UNSUPPORTED
    }
    return isUnsupported ? .notCheckable(failure) : .invalid
  }
}
