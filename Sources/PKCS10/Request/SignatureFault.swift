// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
package import OpenSSLBridge

/// Why a self-signature does not verify, as far as the signature itself shows it.
package enum SignatureFault: Sendable, Hashable {
  /// The public key is unusable: no signature can be verified with it.
  case unusableKey
  /// Made with this key over other content: the request was changed after signing.
  case otherContent(DigestAlgorithm)
  /// Made with this key over this content, but not with the algorithm that the request names.
  case otherAlgorithm(SignatureAlgorithm.Scheme, DigestAlgorithm)
  /// Made with this key over this content, but encoded in another form.
  case encoding(SignatureForm)
  /// The algorithm of the key, its curve or the signature algorithm has an unknown identifier.
  case unknownIdentifier
  /// OpenSSL does not support an algorithm whose identifier is known.
  case unsupported
  /// Nothing relates the signature to the key.
  case unrelated

  /// Whether the signature proves that the public key is the signer's and undamaged.
  package var provesKey: Bool {
    switch self {
    case .otherAlgorithm, .encoding: true
    case .unusableKey, .otherContent, .unknownIdentifier, .unsupported, .unrelated: false
    }
  }
}

/// Forms of a signature that decoders do not accept.
package enum SignatureForm: Sendable, Hashable, CaseIterable {
  case numbersSideBySide, numbersReversed, numbersIrregular
  case hexadecimal, base64, reversed, nested, length
  case bareDigest, noParameters, padding
}

extension SignatureForm {
  /// The octets of a signature, decoded from each form that a complete signature can have.
  static func candidates(_ octets: [UInt8], length: Int?) -> [(form: SignatureForm?, octets: [UInt8])] {
    var found: [(SignatureForm?, [UInt8])] = [(nil, octets)]
    if let decoded = fromHexadecimal(octets) { found.append((.hexadecimal, decoded)) }
    if let decoded = fromBase64(octets) { found.append((.base64, decoded)) }
    found.append((.reversed, octets.reversed()))
    if let content = nestedContent(octets) { found.append((.nested, content)) }
    if let length, let fitted = fitted(octets, to: length) { found.append((.length, fitted)) }
    return found
  }

  private static func fromHexadecimal(_ text: [UInt8]) -> [UInt8]? {
    let digits = text.filter { !CharacterClass.isBlank($0) && $0 != UInt8(ascii: ":") }
    return digits.count >= 64 ? Hexadecimal.decode(digits) : nil
  }

  private static func fromBase64(_ text: [UInt8]) -> [UInt8]? {
    let digits = text.filter { !CharacterClass.isBlank($0) }
    guard digits.count >= 64 else { return nil }
    return Base64.decode(digits.span, in: 0..<digits.count)?.bytes
  }

  /// The content of a string or SEQUENCE that is all of the octets.
  private static func nestedContent(_ octets: [UInt8]) -> [UInt8]? {
    var cursor = Cursor(0..<octets.count)
    guard let node = try? cursor.next(in: octets.span), cursor.isAtEnd else { return nil }
    switch node.tag {
    case .octetString, .sequence, .integer: return Array(octets[node.content])
    case .bitString: return Array(octets[node.content].dropFirst())
    default: return nil
    }
  }

  /// An RSA signature with as many octets as the modulus, if only zeros at its start are missing or unnecessary.
  private static func fitted(_ octets: [UInt8], to length: Int) -> [UInt8]? {
    let magnitude = octets.drop { $0 == 0 }
    guard octets.count != length, magnitude.count <= length, magnitude.count + 4 > length else { return nil }
    return Array(repeating: 0, count: length - magnitude.count) + magnitude
  }
}

extension CertificationRequest {
  /// Why the signature does not verify; nil if it is valid. It costs a few verifications.
  package func signatureFault(_ status: SignatureStatus, with verifier: SignatureVerifier) -> SignatureFault? {
    if case .valid = status { return nil }
    if hasUnusableKey { return .unusableKey }
    if let found = SignatureSearch(self, verifier).fault { return found }
    guard case .notCheckable = status else { return .unrelated }
    return signatureGap == nil && hasUnknownIdentifier ? .unknownIdentifier : .unsupported
  }

  /// Whether an RSA modulus is even, or the exponent is even or not less than the modulus (RFC 8017 §3.1).
  var hasUnusableRSAKey: Bool {
    guard case .rsa(let rsa) = publicKey.key else { return false }
    guard !rsa.isNegative, let last = rsa.modulus.last, let low = rsa.exponent.last else { return true }
    let (exponent, modulus) = (der[rsa.exponent], der[rsa.modulus])
    let isTooLarge =
      exponent.count == modulus.count ? !exponent.lexicographicallyPrecedes(modulus) : exponent.count > modulus.count
    return der[last] & 1 == 0 || der[low] & 1 == 0 || isTooLarge
  }

  /// Whether no signature can be verified with the key, whatever its signature is.
  private var hasUnusableKey: Bool {
    let bytes = der.span
    switch publicKey.key {
    case .malformed: return true
    case .rsa: return hasUnusableRSAKey
    case .ec(let key):
      let curve: EllipticCurve?
      switch key.curve {
      case .named(let named): curve = EllipticCurve(named)
      case .other(let oid): curve = EllipticCurve(dotted: oid.dotted(in: bytes))
      case .explicit(let node, _): curve = EllipticCurve(parameters: bytes.extracting(node.range))
      case .missing: return true
      }
      return curve.map { $0.status(of: bytes.extracting(key.point)) != .onCurve } ?? false
    case .edwards, .dsa, .opaque: return false
    }
  }

  private var hasUnknownIdentifier: Bool {
    if case .ec(let key) = publicKey.key, case .other(let curve) = key.curve, curve.known == nil { return true }
    return publicKey.algorithm.oid.known == nil || signatureAlgorithm.oid.known == nil
  }
}
