// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge

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
      let first = extensions.firstIndex(where: { $0.range.lowerBound > attribute.range.lowerBound })
    else { return nil }
    var end = first
    while end < extensions.count, extensions[end].range.upperBound <= attribute.range.upperBound { end += 1 }
    return extensions[first..<end]
  }

  /// Whether every byte is as DER and RFC 2986 ask, so that any reader takes it.
  public var isStrict: Bool { irregularities.isEmpty || irregularities.allSatisfy(\.kind.isHarmless) }
}

/// What the self-signature proves: that whoever made the request holds the private key (RFC 2986 §3).
public enum SignatureStatus: Sendable, Hashable {
  case valid
  case invalid
  /// It can't be told here; the sentence, without a full stop, says why.
  case notCheckable(String)
}

extension CertificationRequest {
  /// Checks the self-signature over the bytes as received.
  ///
  /// RSA with PKCS #1 v1.5 padding and ECDSA on the named curves are checked directly, everything else by OpenSSL's own
  /// reading of the request. That reading also decides where key or signature are encoded unusually, if it exists.
  public func verifySignature(with verifier: SignatureVerifier) -> SignatureStatus {
    if !isUnusual, let isValid = verifyDirectly(with: verifier) { return isValid ? .valid : .invalid }
    do throws(OpenSSLFailure) {
      let request = try X509Request.parse(der.span)
      switch request.verify() {
      case .valid: return .valid
      case .invalid: return .invalid
      case .notCheckable(let failure): return .notCheckable("OpenSSL does not check it: \(failure)")
      }
    } catch {
      if let isValid = verifyDirectly(with: verifier) { return isValid ? .valid : .invalid }
      return .notCheckable("OpenSSL does not decode the request: \(error)")
    }
  }

  /// Whether the signature is valid, or nil where the arithmetic for it is not here.
  private func verifyDirectly(with verifier: SignatureVerifier) -> Bool? {
    let bytes = der.span
    let algorithm = SignatureAlgorithm(signatureAlgorithm.oid)
    guard let function = algorithm.digest else { return nil }
    switch (publicKey.key, algorithm.scheme) {
    case (.rsa(let key), .rsaPKCS1) where !key.isNegative && !key.isPSS:
      return verifier.verifyRSA(
        modulus: key.modulus, exponent: key.exponent, signature: signature,
        digest: Digest(function, of: info, in: bytes), in: bytes)
    case (.ec(let key), .ecdsa):
      guard case .named(let curve) = key.curve else { return nil }
      return verifier.verifyECDSA(
        curve: curve, point: key.point, signature: signature, digest: Digest(function, of: info, in: bytes), in: bytes)
    default:
      return nil
    }
  }

  /// Whether the key or the signature is encoded so that readers may differ about it.
  private var isUnusual: Bool {
    irregularities.contains { note in
      note.kind != .algorithmParameters
        && (publicKey.range.overlaps(note.range) || note.range.lowerBound >= signatureAlgorithm.range.upperBound)
    }
  }
}

/// Why bytes are not a certification request: nothing can be said of its content.
public struct RequestError: Error, Sendable, Hashable {
  /// What is wrong with the encoding, and at which byte.
  public let cause: DERError
  /// The field being read, in the words of RFC 2986.
  public let field: String
}

extension RequestError: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String { "the \(field) cannot be read: \(cause)" }
}
