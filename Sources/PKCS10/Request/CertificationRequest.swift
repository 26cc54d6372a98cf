// SPDX-License-Identifier: Apache-2.0

/// A certification request (RFC 2986): a typed view beside the bytes as they were received.
///
/// Every part is a range of `der`; nothing is re-encoded, so digests and the signature refer to what arrived.
public struct CertificationRequest: Sendable {
  /// The request's encoding, from its first byte to its last.
  public let der: [UInt8]
  /// The part that is signed: CertificationRequestInfo.
  public let info: Range<Int>
  /// The version; 0 is the only one there is. Nil where it is missing, empty or larger than 63 bits.
  public let version: Int?
  /// The subject's attributes in order.
  public let subject: [NameAttribute]
  /// The subject's name.
  public let subjectName: Range<Int>
  /// The public key.
  public let publicKey: SubjectPublicKeyInfo
  /// The attributes in order.
  public let attributes: [RequestAttribute]
  /// The requested extensions in order, of all extensionRequest attributes together.
  public let extensions: [RequestedExtension]
  /// The subject alternative names in order.
  public let subjectAlternativeNames: [GeneralName]
  /// The algorithm of the signature.
  public let signatureAlgorithm: AlgorithmIdentifier
  /// The signature's octets.
  public let signature: Range<Int>
  /// What departs from DER or from RFC 2986.
  public let irregularities: [Irregularity]

  /// The bytes that follow the request's SEQUENCE in an input, or 0.
  ///
  /// - Parameter bytes: starts with a request.
  /// - Returns: the length of the first element, which a caller cuts off before `init`.
  public static func length(of bytes: Span<UInt8>) throws(DERError) -> Int {
    var cursor = Cursor(0..<bytes.count)
    return try cursor.next(in: bytes).end
  }

  /// Reads a request.
  ///
  /// Only what leaves nothing to stand on is an error: the frame of SEQUENCEs, the key's and the signature's BIT STRING.
  /// Everything else is noted in `irregularities`.
  public init(der: [UInt8]) throws(RequestError) {
    var parser = RequestParser()
    try parser.parse(der.span)
    guard let info = parser.info, let key = parser.publicKey, let algorithm = parser.signatureAlgorithm else {
      throw RequestError(cause: .missing(offset: 0, expected: .sequence), field: "request")
    }
    self.der = der
    self.info = info
    version = parser.version
    subject = parser.subject
    subjectName = parser.subjectName
    publicKey = key
    attributes = parser.attributes
    extensions = parser.extensions
    subjectAlternativeNames = parser.alternativeNames
    signatureAlgorithm = algorithm
    signature = parser.signature
    irregularities = parser.notes
  }

  /// The first extension of a type.
  public func requestedExtension(_ oid: KnownOID) -> RequestedExtension? {
    extensions.first { $0.oid.known == oid }
  }

  /// The extensions that an extensionRequest attribute holds, where nothing in the request is irregular: then they are all
  /// that `RequestAttribute.displayText` would list; nil for any other attribute.
  public func plainExtensions(of attribute: RequestAttribute) -> ArraySlice<RequestedExtension>? {
    guard irregularities.isEmpty,
      attribute.oid.known == .extensionRequest || attribute.oid.known == .microsoftExtensionRequest,
      let first = extensions.firstIndex(where: { $0.whole.lowerBound > attribute.whole.lowerBound })
    else { return nil }
    var end = first
    while end < extensions.count, extensions[end].whole.upperBound <= attribute.whole.upperBound { end += 1 }
    return extensions[first..<end]
  }

  /// Whether every byte is as DER and RFC 2986 ask, so that any reader takes it.
  public var isStrict: Bool { irregularities.isEmpty || irregularities.allSatisfy(\.kind.isHarmless) }
}
