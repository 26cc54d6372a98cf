// SPDX-License-Identifier: Apache-2.0

/// A place in a request: its bytes, and the path of field names that leads there.
public struct Place: Sendable, Hashable {
  /// Offsets from the first byte of the request.
  public let range: Range<Int>
  /// The field.
  public let field: Field

  init(_ range: Range<Int>, _ field: Field) {
    self.range = range
    self.field = field
  }

  /// The fields of a request that findings point at; the raw value is the path of RFC 2986 §4's names.
  public enum Field: String, Sendable, Hashable {
    case request = "certificationRequest"
    case encoding = "certificationRequest.encoding"
    case subject = "certificationRequestInfo.subject"
    case publicKey = "certificationRequestInfo.subjectPKInfo"
    case keyAlgorithm = "certificationRequestInfo.subjectPKInfo.algorithm"
    case attributes = "certificationRequestInfo.attributes"
    case alternativeName = "certificationRequestInfo.attributes.extensionRequest.subjectAltName"
    case signatureAlgorithm = "signatureAlgorithm"
    case signature = "signature"
  }
}
