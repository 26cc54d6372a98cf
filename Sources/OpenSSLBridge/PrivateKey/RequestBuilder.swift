// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The content of a request to be created.
package struct RequestContent: Sendable {
  /// The string types of new requests.
  package enum StringType: Sendable, Hashable {
    case utf8, printable, ia5

    fileprivate var tag: Int32 {
      switch self {
      case .utf8: V_ASN1_UTF8STRING
      case .printable: V_ASN1_PRINTABLESTRING
      case .ia5: V_ASN1_IA5STRING
      }
    }
  }

  /// An attribute of the subject.
  package struct SubjectEntry: Sendable {
    /// The type in dotted form.
    package var oid: String
    /// The value.
    package var value: String
    /// The type of the value.
    package var type: StringType
    /// Whether it belongs to the same RDN as the entry before.
    package var joinsPrevious: Bool

    package init(oid: String, value: String, type: StringType, joinsPrevious: Bool = false) {
      (self.oid, self.value, self.type, self.joinsPrevious) = (oid, value, type, joinsPrevious)
    }
  }

  /// An alternative name.
  package enum Name: Sendable, Hashable {
    case dns(String)
    /// Four or sixteen octets.
    case ip([UInt8])
  }

  /// The subject, in order.
  package var subject: [SubjectEntry] = []
  /// The alternative names, in order.
  package var names: [Name] = []

  package init() {}
}

extension SigningKey {
  /// Creates a certification request and signs it.
  ///
  /// - Parameter challengePassword: the value of the attribute; nil for none.
  package func request(
    _ content: RequestContent, challengePassword: borrowing SecretBytes?
  ) throws(OpenSSLFailure) -> [UInt8] {
    ERR_clear_error()
    guard let request = unsafe X509_REQ_new() else { outOfMemory() }
    defer { unsafe X509_REQ_free(request) }
    guard unsafe X509_REQ_set_version(request, 0) == 1, unsafe X509_REQ_set_pubkey(request, pointer) == 1,
      unsafe add(content.subject, to: request), unsafe add(content.names, to: request),
      unsafe add(challengePassword, to: request), unsafe X509_REQ_sign(request, pointer, digest) > 0
    else { throw .drain() }
    var output: UnsafeMutablePointer<UInt8>?
    let length = unsafe i2d_X509_REQ(request, &output)
    defer { unsafe CRYPTO_free(output, "", 0) }
    guard length > 0 else { throw .drain() }
    return unsafe [UInt8](UnsafeBufferPointer(start: output, count: Int(length)))
  }

  private func add(_ subject: [RequestContent.SubjectEntry], to request: OpaquePointer) -> Bool {
    guard let name = unsafe X509_NAME_new() else { outOfMemory() }
    defer { unsafe X509_NAME_free(name) }
    for entry in subject {
      guard let type = unsafe OBJ_txt2obj(entry.oid, 1) else { return false }
      defer { unsafe ASN1_OBJECT_free(type) }
      let value = Array(entry.value.utf8)
      guard
        unsafe X509_NAME_add_entry_by_OBJ(
          name, type, entry.type.tag, value, Int32(value.count), -1, entry.joinsPrevious ? -1 : 0) == 1
      else { return false }
    }
    return unsafe X509_REQ_set_subject_name(request, name) == 1
  }

  private func add(_ names: [RequestContent.Name], to request: OpaquePointer) -> Bool {
    guard !names.isEmpty else { return true }
    guard let list = unsafe GENERAL_NAMES_new() else { outOfMemory() }
    defer { unsafe GENERAL_NAMES_free(list) }
    for name in names {
      guard let entry = unsafe GENERAL_NAME_new(), let value = unsafe ASN1_OCTET_STRING_new() else { outOfMemory() }
      let (kind, octets) =
        switch name {
        case .dns(let text): (GEN_DNS, Array(text.utf8))
        case .ip(let address): (GEN_IPADD, address)
        }
      unsafe ASN1_STRING_set(value, octets, Int32(octets.count))
      unsafe GENERAL_NAME_set0_value(entry, kind, value)
      guard unsafe OPENSSL_sk_push(list, entry) > 0 else { outOfMemory() }
    }
    guard let requested = unsafe X509V3_EXT_i2d(NID_subject_alt_name, 0, UnsafeMutableRawPointer(list)),
      let extensions = unsafe OPENSSL_sk_new_null()
    else { return false }
    defer {
      unsafe OPENSSL_sk_free(extensions)
      unsafe X509_EXTENSION_free(requested)
    }
    unsafe OPENSSL_sk_push(extensions, UnsafeRawPointer(requested))
    return unsafe X509_REQ_add_extensions(request, extensions) == 1
  }

  private func add(_ challengePassword: borrowing SecretBytes?, to request: OpaquePointer) -> Bool {
    switch challengePassword {
    case .none: true
    case .some(let password):
      password.withBytes { bytes in
        let isPrintable = bytes.indices.allSatisfy { RequestContent.printable.contains(bytes[$0]) }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
          unsafe X509_REQ_add1_attr_by_NID(
            request, NID_pkcs9_challengePassword, isPrintable ? V_ASN1_PRINTABLESTRING : V_ASN1_UTF8STRING,
            buffer.baseAddress, Int32(buffer.count)) == 1
        }
      }
    }
  }
}

extension RequestContent {
  /// The characters of PrintableString (X.680 §41.4).
  fileprivate static let printable = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?".utf8)
}
