// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames
internal import OpenSSLBridge
internal import PKCS10

/// Prefilters: one pass over a request that recognizes nearly all valid ones, whose families of rules are then skipped.
///
/// Each property is true only if no rule of its family can be violated, for any order and day. Doubtful cases are left
/// to the rules.
extension Examination {
  /// Whether the key is well-formed RSA, or EC on a curve that the CA supports, of an accepted size.
  var hasOrdinaryKey: Bool {
    switch request.publicKey.key {
    case .rsa(let rsa):
      request.publicKey.algorithm.oid.known == .rsaEncryption && (2048...8192).contains(rsa.bits) && rsa.bits % 8 == 0
        && !rsa.isNegative
    case .ec(let ec):
      switch ec.curve {
      case .named(.p256), .named(.p384), .named(.p521):
        !ec.point.isEmpty && !request.publicKey.isInOctetString
      default: false
      }
    default: false
    }
  }

  /// Whether the signature is valid and uses SHA-2 with RSA (PKCS #1 v1.5) or ECDSA, as the key's type requires.
  var hasOrdinarySignature: Bool {
    guard case .valid = evidence.signature else { return false }
    let algorithm = SignatureAlgorithm(request.signatureAlgorithm.oid)
    guard algorithm.digest != nil, !algorithm.isWeak else { return false }
    return switch request.publicKey.key {
    case .rsa: algorithm.scheme == .rsaPKCS1
    case .ec: algorithm.scheme == .ecdsa
    default: false
    }
  }

  /// Whether the subject has one common name, listed among the SANs if there are any, and only plain values: usual
  /// types, in order, one in each RDN, within their limits, not repeated, no organizational unit and no possible
  /// placeholder.
  var hasOrdinarySubject: Bool {
    let bytes = request.der.span
    let rows = SubjectLimits.rows
    let (commonName, countryName, unit) = (KnownOID.commonName, KnownOID.countryName, KnownOID.organizationalUnitName)
    var name: Int?
    var seen = ParameterSet()
    var rank = 0
    for index in request.subject.indices {
      let attribute = request.subject[index]
      guard let known = attribute.oid.known, let row = rows[known.index], !attribute.value.isEmpty,
        attribute.value.count <= row.characters, attribute.tag == .printableString || attribute.tag == .utf8String,
        attribute.isPlainASCII(in: bytes), attribute.rdn == index, row.rank ?? rank >= rank
      else { return false }
      rank = row.rank ?? rank
      if known == commonName {
        guard name == nil else { return false }
        name = index
      } else if known == unit {
        return false
      } else if let parameter = row.once, !seen.insert(parameter) {
        return false
      }
      if known == countryName {
        let first = attribute.value.lowerBound
        guard attribute.tag == .printableString, attribute.value.count == 2,
          CountryCode.isAssigned(bytes[first], bytes[first + 1])
        else { return false }
      } else if Placeholders.mayContain(attribute.value, in: bytes)
        || name != index && TextExamination.mayConcern(bytes.extracting(attribute.value))
      {
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
