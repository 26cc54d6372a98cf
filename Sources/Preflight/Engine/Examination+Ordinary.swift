// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames
internal import OpenSSLBridge
internal import PKCS10

/// What nearly every request has in common, found out in one pass: the rules of a family are run on the others alone.
///
/// Each of these says that no rule of its family has anything to object to, whatever the order and the day; what is not
/// plain to see here is left to the rules.
extension Examination {
  /// Whether the key is RSA or on a curve of the CA's, of a size that it takes, and well formed.
  var hasOrdinaryKey: Bool {
    switch request.publicKey.key {
    case .rsa(let rsa):
      request.publicKey.algorithm.oid.known == .rsaEncryption && (2048...8192).contains(rsa.bits) && rsa.bits % 8 == 0
        && !rsa.isNegative
    case .ec(let ec):
      switch ec.curve {
      case .named(.p256), .named(.p384), .named(.p521): !ec.point.isEmpty
      default: false
      }
    default: false
    }
  }

  /// Whether the signature is valid and made with SHA-2 by RSA (PKCS #1 v1.5) or ECDSA, as the key's type asks for.
  var hasOrdinarySignature: Bool {
    guard case .valid = signature else { return false }
    let algorithm = SignatureAlgorithm(request.signatureAlgorithm.oid)
    guard algorithm.digest != nil, !algorithm.isWeak else { return false }
    return switch request.publicKey.key {
    case .rsa: algorithm.scheme == .rsaPKCS1
    case .ec: algorithm.scheme == .ecdsa
    default: false
    }
  }

  /// Whether the subject has one common name, which is listed if any name is, and plain values of the usual types
  /// within their limits, none twice that it can have once, no unit and nothing that might be a placeholder.
  var hasOrdinarySubject: Bool {
    let bytes = request.der.span
    let (limits, once) = (SubjectLimits.characters, SubjectLimits.once)
    let (commonName, countryName, unit) = (KnownOID.commonName, KnownOID.countryName, KnownOID.organizationalUnitName)
    var name: Int?
    var seen = ParameterSet()
    for index in request.subject.indices {
      let attribute = request.subject[index]
      guard let known = attribute.oid.known, let limit = limits[known], known != unit, !attribute.value.isEmpty,
        attribute.value.count <= limit, attribute.tag == .printableString || attribute.tag == .utf8String,
        attribute.isPlainASCII(in: bytes)
      else { return false }
      if known == commonName {
        guard name == nil else { return false }
        name = index
      } else if let parameter = once[known], !seen.insert(parameter) {
        return false
      }
      if known == countryName {
        let first = attribute.value.lowerBound
        guard attribute.tag == .printableString, attribute.value.count == 2,
          CountryCode.isAssigned(bytes[first], bytes[first + 1])
        else { return false }
      } else if Placeholders.mayHold(attribute.value, in: bytes) {
        return false
      }
    }
    return name.map { request.subjectAlternativeNames.isEmpty || isListed(request.subject[$0]) } ?? false
  }

  private func isListed(_ commonName: NameAttribute) -> Bool {
    let bytes = request.der.span
    for index in request.subjectAlternativeNames.indices {
      let name = request.subjectAlternativeNames[index]
      if name.kind == .dns, CommonNameMatch.matches(commonName.value, name.content, in: bytes) { return true }
    }
    return false
  }
}
