// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// The labels of parameters in words: most are the API's name, split into words.
enum ParameterLabel {
  static func text(_ name: ParameterName) -> String { special[name] ?? words(name.spelling) }

  /// `streetAddress1` becomes `Street address 1`.
  private static func words(_ spelling: String) -> String {
    var words: [String] = [""]
    var previous: Character = "a"
    for character in spelling {
      let isStart =
        character.isUppercase && !previous.isUppercase || character.isNumber && !previous.isNumber
      if isStart { words.append("") }
      words[words.count - 1].append(character)
      previous = character
    }
    let known = words.filter { !$0.isEmpty }.map { acronyms[$0.lowercased()] ?? $0.lowercased() }
    let text = known.joined(separator: " ")
    return (text.first?.uppercased() ?? "") + text.dropFirst()
  }

  private static let acronyms = [
    "dcv": "validation", "id": "ID", "ida": "IDA", "joi": "jurisdiction:", "nca": "NCA", "rep": "representative:",
    "app": "applicant",
  ]

  private static let special: [ParameterName: String] = [
    .csr: "CSR", .days: "Validity in days", .years: "Validity in years", .servers: "Number of servers",
    .prioritiseCSRValues: "If the CSR and the form both have a value", .domainNames: "All names",
    .primaryDomainName: "Primary name", .maxSubjectCNs: "Number of common names",
    .dunsNumber: "D-U-N-S number", .localityName: "City", .stateOrProvinceName: "State or province",
    .countryName: "Country", .organizationName: "Organization", .organizationalUnitName: "Organizational unit",
    .joiLocalityName: "City of incorporation", .joiStateOrProvinceName: "State or province of incorporation",
    .joiCountryName: "Country of incorporation", .dcvMethod: "Validation method",
    .dcvEmailAddress: "Validation email address", .dcvEmailAddresses: "Validation email addresses or tokens",
    .validationTokens: "Validation tokens", .dcvTemplateID: "Template of the validation email",
    .maCreationTemplateID: "Template of the Enterprise Authentication email",
    .callBackTemplateID: "Template of the callback email", .languageName: "Language of emails",
    .foreignOrderNumber: "Your order number", .checkFONIsUnique: "Your order number must be unique",
    .test: "Test order", .isCustomerValidated: "Customer validated by the reseller",
    .omitAdditionalFQDN: "Omit the additional name", .doAutoOV: "Automatic organization validation",
    .ignoreMasterAccount: "Ignore the master account", .disableSWP: "No Secure Website Platform",
    .caCertificateID: "ID of the issuing CA", .uniqueValue: "Unique value",
  ]
}
