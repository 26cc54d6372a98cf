// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames
internal import OpenSSLBridge
internal import PKCS10

extension RequestValues {
  /// What an order takes from a request.
  init(_ request: CertificationRequest) {
    self.init()
    let bytes = request.der.span
    for index in request.subject.indices { take(request.subject[index], in: bytes) }
    dnsNames.reserveCapacity(request.subjectAlternativeNames.count)
    for name in request.subjectAlternativeNames {
      if name.kind == .dns {
        dnsNames.append(StringText(.ia5String, content: name.content, in: bytes)?.text ?? "")
      } else if name.kind == .ip, let address = IPAddress(octets: bytes.extracting(name.content)) {
        ipAddresses.append(address.description)
      }
    }
    let algorithm = SignatureAlgorithm(request.signatureAlgorithm.oid)
    infersSHA1 = algorithm.scheme == .rsaPKCS1 && (algorithm.digest == .sha1 || algorithm.digest == .md5)
  }

  /// Of most attributes the first value that is a text counts.
  private mutating func take(_ attribute: NameAttribute, in bytes: Span<UInt8>) {
    switch attribute.oid.known {
    case .commonName: commonNames.append(attribute.text(in: bytes)?.text ?? "")
    case .streetAddress: streetAddress.append(attribute.text(in: bytes)?.text ?? "")
    case .organizationName: organizationName = organizationName ?? attribute.text(in: bytes)?.text
    case .organizationalUnitName: organizationalUnitName = organizationalUnitName ?? attribute.text(in: bytes)?.text
    case .postOfficeBox: postOfficeBox = postOfficeBox ?? attribute.text(in: bytes)?.text
    case .localityName: localityName = localityName ?? attribute.text(in: bytes)?.text
    case .stateOrProvinceName: stateOrProvinceName = stateOrProvinceName ?? attribute.text(in: bytes)?.text
    case .postalCode: postalCode = postalCode ?? attribute.text(in: bytes)?.text
    case .countryName: countryName = countryName ?? attribute.text(in: bytes)?.text
    default: return
    }
  }
}
