// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// One violation of a rule in a request or an order.
public struct Finding: Sendable {
  /// The index of the rule in `RuleCatalog.all`.
  package let position: Int
  /// The severity in this case.
  public let severity: Severity
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// A fix that replaces the rule's own.
  package let fixOverride: String?
  /// The CA's error code to expect, if any.
  public internal(set) var predicts: Int?
  /// Which error to expect where several share the code.
  var name: OrderErrorName?
  /// How certain the prediction is.
  public let certainty: PredictionCertainty
  /// The sources that contradict each other, if the certainty is `contested`.
  public let contest: Contest?
  /// The location in the request.
  public let place: Place?
  /// The order parameter concerned.
  public let field: String?
  /// What the CA's message names: a parameter or the invalid value.
  public let errorItem: String?
  /// The `errorDetail` of the CA's response, where it is known.
  public let errorDetail: String?
  /// The host name or address that the finding is about, in ASCII and lower case; nil if it is not about one name.
  public internal(set) var concernedName: String?
  /// The findings that follow from this one and are not reported separately.
  public internal(set) var consequences: [Finding] = []

  /// The violated rule.
  public var rule: Rule { RuleCatalog.all[position] }

  /// Whether no CA certifies the name that the finding is about, in any spelling or for any product.
  package var excludesName: Bool { Finding.exclusions.contains(rule.id) }

  private static let exclusions = Set(
    [Rule.nameInternal, .nameReservedAddress, .nameReverseZone, .nameUnderscore].map(\.id))

  /// How to fix it, in one imperative sentence without a full stop.
  public var fix: String { fixOverride ?? rule.fix }

  /// The CA's error to expect, if any.
  public var error: OrderErrorName? { name ?? predicts.flatMap { ErrorCatalog.errors($0).first?.name } }

  /// Whether the CA is expected to refuse the order because of the finding.
  public var isRefusal: Bool { severity == .error && predicts != nil }
}

/// A location in a request: a byte range and the path of its field.
public struct Place: Sendable, Hashable {
  /// Byte offsets from the start of the request.
  public let range: Range<Int>
  /// The field.
  public let field: Field

  init(_ range: Range<Int>, _ field: Field) {
    self.range = range
    self.field = field
  }

  /// The fields of a request that findings refer to; the raw value is a path of the names in RFC 2986 §4.
  public enum Field: String, Sendable, Hashable {
    /// The request as a unit.
    case request = "certificationRequest"
    /// The encoding of the request.
    case encoding = "certificationRequest.encoding"
    /// The subject.
    case subject = "certificationRequestInfo.subject"
    /// The public key.
    case publicKey = "certificationRequestInfo.subjectPKInfo"
    /// The algorithm of the public key.
    case keyAlgorithm = "certificationRequestInfo.subjectPKInfo.algorithm"
    /// The attributes.
    case attributes = "certificationRequestInfo.attributes"
    /// A requested extension.
    case extensionRequest = "certificationRequestInfo.attributes.extensionRequest"
    /// A subject alternative name.
    case alternativeName = "certificationRequestInfo.attributes.extensionRequest.subjectAltName"
    /// The signature algorithm.
    case signatureAlgorithm = "signatureAlgorithm"
    /// The signature.
    case signature = "signature"
  }
}
