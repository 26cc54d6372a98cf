// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DER
internal import DomainNames
internal import PKCS10

extension RequestValues {
  /// What an order takes from a request.
  init(_ request: CertificationRequest) {
    self.init()
    let bytes = request.der.span
    for attribute in request.subject {
      guard let known = attribute.oid.known else { continue }
      if known == .commonName {
        commonNames.append(attribute.text(in: bytes)?.text ?? "")
      } else if known == .streetAddress {
        streetAddress.append(attribute.text(in: bytes)?.text ?? "")
      } else if let field = RequestValues.fields[known], self[keyPath: field] == nil {
        self[keyPath: field] = attribute.text(in: bytes)?.text
      }
    }
    for name in request.subjectAlternativeNames {
      if name.kind == .dns {
        dnsNames.append(StringText(.ia5String, content: name.content, in: bytes)?.text ?? "")
      } else if name.kind == .ip, let address = IPAddress(octets: bytes.extracting(name.content)) {
        ipAddresses.append(address.description)
      }
    }
  }

  private typealias Field = WritableKeyPath<RequestValues, String?> & Sendable

  private static let fields: KnownOIDMap<any Field> = [
    .organizationName: \.organizationName, .organizationalUnitName: \.organizationalUnitName,
    .postOfficeBox: \.postOfficeBox, .localityName: \.localityName, .stateOrProvinceName: \.stateOrProvinceName,
    .postalCode: \.postalCode, .countryName: \.countryName,
  ]
}
