// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Another endpoint of the CA's API, with the parameters and response fields that tell it from AutoApplySSL.
package struct RelatedEndpoint: Sendable, Hashable {
  /// The endpoint's name.
  package let name: String
  /// Its parameters that AutoApplySSL does not have.
  let parameters: [String]
  /// The fields of its response that AutoApplySSL's does not have, without a number and an underscore before them.
  let fields: [String]

  private init(_ name: String, parameters: [String], fields: [String] = []) {
    self.name = name
    self.parameters = parameters
    self.fields = fields
  }

  /// The endpoints with a parameter, in the order of `all`; ignores case. Empty for a parameter of AutoApplySSL.
  package static func endpoints(with parameter: String) -> [RelatedEndpoint] {
    guard parameter.utf8.count <= longestParameter, ParameterName(parameter) == nil else { return [] }
    let folded = parameter.asciiLowercased
    return all.filter { endpoint in endpoint.parameters.contains { $0.asciiLowercased == folded } }
  }

  /// The endpoint whose response has a field.
  static func endpoint(withField name: String) -> RelatedEndpoint? {
    let base = name.utf8.drop(while: \.isASCIIDigit)
    let isNumbered = base.count < name.utf8.count && base.first == UInt8(ascii: "_")
    let field = isNumbered ? Substring(base.dropFirst()) : name[...]
    return all.first { endpoint in
      endpoint.fields.contains { $0 == field } && isNumbered == endpoint.areFieldsNumbered
    }
  }

  /// Whether a number precedes each field, which tells it from fields of other endpoints.
  private var areFieldsNumbered: Bool { self == .domainDetails || self == .report }

  private static let longestParameter = 32
}

extension RelatedEndpoint {
  /// The endpoints, those with the closest relation to an order first.
  static let all: [RelatedEndpoint] = [
    updateDCV, collect, decode, emailAddresses, domainDetails, revoke, replace, resend, status, report, applyOrder,
    placeOrder,
  ]

  static let updateDCV = RelatedEndpoint(
    "AutoUpdateDCV",
    parameters: [
      "orderNumber", "baseOrderNumber", "domainName", "newMethod", "newMethods", "newDCVEmailAddress",
      "newDCVEmailAddresses",
    ])
  static let collect = RelatedEndpoint(
    "CollectSSL",
    parameters: [
      "orderNumber", "baseOrderNumber", "certificateID", "queryType", "responseType", "responseEncoding",
      "responseMimeType", "showValidityPeriod", "showFQDN", "showExtStatus", "showStatusDetails",
      "showMDCDomainDetails", "showMDCDomainDetails2",
    ],
    fields: [
      "certificate", "caCertificate", "netscapeCertificateSequence", "zipFile", "notBefore", "notAfter", "fqdn",
      "validationStatus", "dcvStatus",
    ])
  static let decode = RelatedEndpoint(
    "DecodeCSR",
    parameters: [
      "showErrorCodes", "showErrorMessages", "showFieldNames", "showEmptyFields", "showCN", "showAddress",
      "showPublicKey", "showKeySize", "showSANDNSNames", "showCSR", "showCSRHashes", "showCSRHashes2",
      "showSignatureAlgorithm", "countryNameType",
    ],
    fields: [
      "CN", "OU", "O", "POBox", "STREET", "L", "S", "PostalCode", "C", "Email", "Phone", "Public Key", "Key Size",
      "dnsName(s)", "md5", "sha1", "sha256",
    ])
  static let emailAddresses = RelatedEndpoint(
    "GetDCVEmailAddressList", parameters: ["domainName"],
    fields: ["domain_name", "whois_email", "level2_email", "level3_email", "level4_email", "level5_email"])
  static let domainDetails = RelatedEndpoint(
    "GetMDCDomainDetails", parameters: ["orderNumber", "showStatusDetails"],
    fields: ["domainName", "dcvMethod", "dcvStatus", "dcvEmailAddress"])
  static let revoke = RelatedEndpoint(
    "AutoRevokeSSL",
    parameters: [
      "orderNumber", "certificateID", "serialNumber", "revocationReason", "codeReason", "includeInCRL", "accountID",
    ])
  static let replace = RelatedEndpoint("AutoReplaceSSL", parameters: ["orderNumber", "exactOrder"])
  static let resend = RelatedEndpoint("ResendDCVEmail", parameters: ["orderNumber", "baseOrderNumber"])
  static let status = RelatedEndpoint(
    "GetDetailedOrderStatus", parameters: ["orderNumber", "certificateID", "queryType", "showValidityPeriod"])
  static let report = RelatedEndpoint(
    "WebHostReport",
    parameters: ["orderNumber", "notBefore", "notAfter", "firstResultNo", "lastResultNo", "fqdn"],
    fields: ["orderNumber", "orderStatus", "dateTime", "productName"])
  static let applyOrder = RelatedEndpoint(
    "AutoApplyOrder", parameters: ["enableAutoRenew", "showCollectionCode", "domainName"])
  static let placeOrder = RelatedEndpoint(
    "PlaceOrder",
    parameters: [
      "errorURL", "successURL", "cancelURL", "confirmURL", "isReturningCustomer", "offerCode", "paymentStatus",
    ])
}
