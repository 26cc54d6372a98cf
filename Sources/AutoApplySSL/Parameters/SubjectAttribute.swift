// SPDX-License-Identifier: Apache-2.0

/// The attribute of a request's subject that holds the same fact as a parameter (X.520).
public enum SubjectAttribute: Sendable, Hashable {
  case commonName, organizationName, organizationalUnitName, postOfficeBox
  /// One of the repeats of streetAddress, counted from 0 in the order of the request.
  case streetAddress(Int)
  case localityName, stateOrProvinceName, postalCode, countryName

  /// The attribute type in dotted form.
  public var oid: String {
    switch self {
    case .commonName: "2.5.4.3"
    case .countryName: "2.5.4.6"
    case .localityName: "2.5.4.7"
    case .stateOrProvinceName: "2.5.4.8"
    case .streetAddress: "2.5.4.9"
    case .organizationName: "2.5.4.10"
    case .organizationalUnitName: "2.5.4.11"
    case .postalCode: "2.5.4.17"
    case .postOfficeBox: "2.5.4.18"
    }
  }

  /// What the request says for this attribute; an empty text counts as a value here.
  public func value(in request: RequestValues) -> String? {
    switch self {
    case .commonName: request.commonNames.first
    case .organizationName: request.organizationName
    case .organizationalUnitName: request.organizationalUnitName
    case .postOfficeBox: request.postOfficeBox
    case .streetAddress(let line):
      request.streetAddress.indices.contains(line) ? request.streetAddress[line] : nil
    case .localityName: request.localityName
    case .stateOrProvinceName: request.stateOrProvinceName
    case .postalCode: request.postalCode
    case .countryName: request.countryName
    }
  }
}
