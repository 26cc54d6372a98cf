// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge

/// A certification request (RFC 2986): a typed view of the bytes as received.
///
/// Every part is a range of `der`. Nothing is re-encoded, so digests and the signature refer to the received bytes.
package struct CertificationRequest: Sendable {
  /// The complete encoding of the request.
  package let der: [UInt8]
  /// The signed part, CertificationRequestInfo.
  package let info: Range<Int>
  /// The version, which must be 0; nil if it is missing, empty or larger than 63 bits.
  package let version: Int?
  /// The attributes of the subject, in order.
  package let subject: [NameAttribute]
  /// The encoding of the subject.
  package let subjectName: Range<Int>
  /// The public key.
  package let publicKey: SubjectPublicKeyInfo
  /// The attributes, in order.
  package let attributes: [RequestAttribute]
  /// The requested extensions of all extensionRequest attributes, in order.
  package let extensions: [RequestedExtension]
  /// The lists of requested extensions that decoders do not read, because they read another one.
  package let unreadExtensionLists: [ExtensionList]
  /// The subject alternative names that decoders read, in order.
  package let subjectAlternativeNames: [GeneralName]
  /// The signature algorithm.
  package let signatureAlgorithm: AlgorithmIdentifier
  /// The octets of the signature.
  package let signature: Range<Int>
  /// What the request lacks to be signed; nil if it has an algorithm and a signature.
  package let signatureGap: SignatureGap?
  /// Deviations from DER or RFC 2986.
  package let irregularities: [Irregularity]

  /// The length of the first element in an input, so that data after the request can be removed before `init`.
  ///
  /// - Parameter bytes: start with a request.
  package static func length(of bytes: Span<UInt8>) throws(DERError) -> Int {
    var cursor = Cursor(0..<bytes.count)
    return try cursor.next(in: bytes).end
  }

  /// Reads a request.
  ///
  /// - Throws: `RequestError` if the outer SEQUENCEs or the BIT STRING of the key or signature cannot be read. Every
  ///   other fault is recorded in `irregularities`.
  package init(der: [UInt8]) throws(RequestError) {
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
    unreadExtensionLists = parser.unreadLists
    subjectAlternativeNames = parser.alternativeNames
    signatureAlgorithm = algorithm
    signature = parser.signature
    signatureGap = parser.signatureGap
    irregularities = parser.notes
  }

  /// The first extension of a type.
  package func requestedExtension(_ oid: KnownOID) -> RequestedExtension? {
    extensions.first { $0.oid.known == oid }
  }

  /// The extensions in an extensionRequest attribute of a request without irregularities: exactly those that
  /// `RequestAttribute.displayText` lists. Nil for any other attribute or request.
  package func plainExtensions(of attribute: RequestAttribute) -> ArraySlice<RequestedExtension>? {
    guard irregularities.isEmpty,
      attribute.oid.known == .extensionRequest || attribute.oid.known == .microsoftExtensionRequest,
      let first = extensions.firstIndex(where: { $0.range.lowerBound > attribute.range.lowerBound })
    else { return nil }
    var end = first
    while end < extensions.count, extensions[end].range.upperBound <= attribute.range.upperBound { end += 1 }
    return extensions[first..<end]
  }

  /// Whether the encoding conforms to DER and RFC 2986, so that any decoder accepts it.
  package var isStrict: Bool {
    guard signatureGap == nil, !publicKey.isInOctetString else { return false }
    return irregularities.isEmpty || irregularities.allSatisfy(\.kind.isHarmless)
  }

  /// The name of the signature algorithm, its dotted identifier if it has no name, or `none`.
  package var signatureAlgorithmName: String {
    signatureAlgorithm.oid.content.isEmpty ? "none" : signatureAlgorithm.oid.label(in: der.span)
  }
}

/// The result of checking the self-signature, which proves possession of the private key (RFC 2986 §3).
public enum SignatureStatus: Sendable, Hashable {
  /// The signature is valid.
  case valid
  /// The signature is not that of the key in the request.
  case invalid
  /// The signature cannot be checked; the reason is a sentence without a full stop.
  case notCheckable(String)
}

extension CertificationRequest {
  /// Checks the self-signature over the bytes as received.
  ///
  /// RSA with PKCS #1 v1.5 padding and ECDSA on the named curves are verified directly, everything else through
  /// OpenSSL's own decoding of the request, which also decides if the key or the signature has an unusual encoding.
  package func verifySignature(with verifier: SignatureVerifier) -> SignatureStatus {
    guard signatureGap == nil else { return .notCheckable("the request is not signed") }
    if !isUnusual, let isValid = verifyDirectly(with: verifier) { return isValid ? .valid : .invalid }
    do throws(OpenSSLFailure) {
      let request = try X509Request.parse(der.span)
      switch request.verify() {
      case .valid: return .valid
      case .invalid: return .invalid
      // No signature is valid with a key that cannot be one.
      case .notCheckable(let failure):
        return hasUnusableRSAKey ? .invalid : .notCheckable("OpenSSL cannot check it: \(failure)")
      }
    } catch {
      if let isValid = verifyDirectly(with: verifier) { return isValid ? .valid : .invalid }
      return .notCheckable("OpenSSL cannot decode the request: \(error)")
    }
  }

  /// Whether the signature is valid; nil if it cannot be verified directly.
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

  /// Whether decoders may disagree about the encoding of the key or the signature.
  private var isUnusual: Bool {
    irregularities.contains { note in
      note.kind != .algorithmParameters
        && (publicKey.range.overlaps(note.range) || note.range.lowerBound >= signatureAlgorithm.range.upperBound)
    }
  }
}

extension CertificationRequest {
  /// What to do about a request that was damaged on the way: an imperative sentence without a full stop.
  package static let copyAgain =
    "copy the request again from where it was created, from its BEGIN line to its END line"
}

/// Why bytes are not a certification request.
public struct RequestError: Error, Sendable, Hashable {
  /// The fault and its offset.
  package let cause: DERError
  /// The field being read, by its name in RFC 2986.
  public let field: String
}

extension RequestError: CustomStringConvertible {
  /// The reason, without a full stop.
  public var description: String { "the \(field) cannot be read: \(cause)" }
}
