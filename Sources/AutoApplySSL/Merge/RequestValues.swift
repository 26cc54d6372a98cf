// SPDX-License-Identifier: Apache-2.0

/// The values that an order takes from a certificate signing request, as strings.
///
/// A plain value, so that this layer does not depend on a CSR parser. If an attribute repeats, the first one counts,
/// except for streetAddress, whose repetitions are the address lines in order.
package struct RequestValues: Sendable, Hashable {
  /// All commonName values of the subject (2.5.4.3), in order.
  package var commonNames: [String] = []
  /// The subject's organizationName (2.5.4.10).
  package var organizationName: String?
  /// The subject's organizationalUnitName (2.5.4.11).
  package var organizationalUnitName: String?
  /// The subject's postOfficeBox (2.5.4.18).
  package var postOfficeBox: String?
  /// All streetAddress values of the subject (2.5.4.9), in order.
  package var streetAddress: [String] = []
  /// The subject's localityName (2.5.4.7).
  package var localityName: String?
  /// The subject's stateOrProvinceName (2.5.4.8).
  package var stateOrProvinceName: String?
  /// The subject's postalCode (2.5.4.17).
  package var postalCode: String?
  /// The subject's countryName (2.5.4.6).
  package var countryName: String?
  /// The dNSName values of subjectAltName, in order.
  package var dnsNames: [String] = []
  /// The iPAddress values of subjectAltName in text form, in order.
  package var ipAddresses: [String] = []
  /// The subject's other attributes, in order; the API ignores them.
  package var others: [Other] = []
  /// The encoding of the subject in the request; nil without a request.
  package var subjectRange: Range<Int>?
  /// Whether the CSR is signed with sha1WithRSAEncryption or md5WithRSAEncryption, which INFER_FROM_CSR maps to
  /// PREFER_SHA1.
  package var infersSHA1 = false

  /// An attribute of the subject that no parameter corresponds to.
  package struct Other: Sendable, Hashable {
    /// The attribute type as a dotted object identifier.
    package let oid: String
    /// The name of the type, or the dotted form.
    package let name: String
    /// The value as text.
    package let value: String
    /// The attribute in the request.
    package let range: Range<Int>

    /// Creates an attribute.
    package init(oid: String, name: String, value: String, range: Range<Int>) {
      self.oid = oid
      self.name = name
      self.value = value
      self.range = range
    }
  }

  /// The values of an empty CSR.
  package init() {}

  /// Creates the values of a CSR; omitted values are absent from it.
  package init(
    commonNames: [String] = [], organizationName: String? = nil, organizationalUnitName: String? = nil,
    postOfficeBox: String? = nil, streetAddress: [String] = [], localityName: String? = nil,
    stateOrProvinceName: String? = nil, postalCode: String? = nil, countryName: String? = nil,
    dnsNames: [String] = [], ipAddresses: [String] = [], infersSHA1: Bool = false
  ) {
    self.commonNames = commonNames
    self.organizationName = organizationName
    self.organizationalUnitName = organizationalUnitName
    self.postOfficeBox = postOfficeBox
    self.streetAddress = streetAddress
    self.localityName = localityName
    self.stateOrProvinceName = stateOrProvinceName
    self.postalCode = postalCode
    self.countryName = countryName
    self.dnsNames = dnsNames
    self.ipAddresses = ipAddresses
    self.infersSHA1 = infersSHA1
  }
}

/// The subject attribute of a CSR that corresponds to a parameter (X.520).
package enum SubjectAttribute: Sendable, Hashable {
  case commonName, organizationName, organizationalUnitName, postOfficeBox
  /// One streetAddress value, counted from 0 in the order of the CSR.
  case streetAddress(Int)
  case localityName, stateOrProvinceName, postalCode, countryName

  /// The attribute type as a dotted object identifier.
  package var oid: String {
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

  /// The value of this attribute in a CSR; an empty string counts as a value.
  package func value(in request: RequestValues) -> String? {
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
