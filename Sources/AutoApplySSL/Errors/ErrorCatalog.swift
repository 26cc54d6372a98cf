// SPDX-License-Identifier: Apache-2.0

/// Every error in the API's table, and the four that DecodeCSR adds.
package enum ErrorCatalog {
  /// All rows; a row's index is its name's raw value.
  package static let all: [OrderError] = argumentRows + requestRows + accountRows

  /// The rows with an errorCode: none for an unknown code, three for -121.
  package static func errors(_ code: Int) -> [OrderError] { all.filter { $0.code == code } }

  /// The row with an errorCode that matches a message, or otherwise the most general row.
  ///
  /// Typographic quotation marks in the message match ASCII ones.
  package static func error(_ code: Int, message: String?) -> OrderError? {
    let rows = errors(code)
    guard rows.count > 1 else { return rows.first }
    let text = String((message ?? "").map { quotes[$0] ?? $0 })
    let known = rows.first { $0.template == text || $0.item(in: text) != nil }
    return known ?? rows.first { $0.name == .identifierFormat } ?? rows.first
  }

  private static let quotes: [Character: Character] = [
    "\u{2018}": "'", "\u{2019}": "'", "\u{201C}": "\"", "\u{201D}": "\"",
  ]

  static func row(
    _ name: OrderErrorName, _ code: Int, _ template: String, _ explanation: String, _ nextStep: String,
    _ knowable: OrderError.Knowable = .beforeOrdering, source: FactSource = .reference
  ) -> OrderError {
    OrderError(
      name: name, code: code, template: template, explanation: explanation, nextStep: nextStep,
      knowable: knowable, source: source)
  }
}

extension ErrorCatalog {
  /// -1 to -8.
  static let argumentRows: [OrderError] = [
    row(
      .notOverHTTPS, -1, "Request was not made over HTTPS!",
      "The order was sent over plain HTTP.",
      "Send it to the https URL, and change the password, which was sent in plain text.", .onlyByCA),
    row(
      .unrecognisedArgument, -2, "'xxxx' is an unrecognised argument!",
      "The API has no parameter with this spelling; names are case-sensitive.",
      "Correct the parameter's name, or omit the parameter."),
    row(
      .missingArgument, -3, "The 'xxxx' argument is missing!",
      "A required parameter is missing from the order.",
      "Add the parameter, or include the value in the CSR if the API can read it from there."),
    row(
      .invalidArgument, -4, "The value of the 'xxxx' argument is invalid!",
      "The API does not accept the value of a parameter.",
      "Correct the value; errorDetail, if the response has it, says what is wrong."),
    row(
      .wildcardNotAllowed, -5, "The CSR's Common Name may NOT contain a wildcard!",
      "The name is a wildcard, but the product does not cover wildcards.",
      "Order a wildcard product, or order the certificate for a name without a wildcard."),
    row(
      .wildcardRequired, -6, "The CSR's Common Name MUST contain ONE wildcard!",
      "The product is a wildcard certificate, but the name is not '*.' followed by a domain.",
      "Order the certificate for '*.' and the domain, or order a product without wildcards."),
    row(
      .invalidCountry, -7, "'xx' is not a valid ISO-3166 country!",
      "The country is not an ISO 3166-1 alpha-2 code.",
      "Use the country's two-letter code in upper case, such as GB for the United Kingdom."),
    row(
      .missingField, -8, "The CSR is missing a required field!",
      "A field that the order needs is missing from the CSR's subject.",
      "Add the field to the CSR, or send it as a parameter if the API has one for it."),
  ]
}

extension ErrorCatalog {
  /// -9 to -13.
  static let requestRows: [OrderError] = [
    row(
      .notBase64, -9, "The CSR is not valid Base-64 data!",
      "The value of csr is not valid Base64, often because '+' was decoded as a space.",
      "Percent-encode the value, so that each '+' is sent as %2B."),
    row(
      .cannotDecode, -10, "The CSR cannot be decoded!",
      "The data is not a PKCS #10 request, or it is incomplete.",
      "Send the complete CSR, not a certificate or key."),
    row(
      .unsupportedAlgorithm, -11, "The CSR uses an unsupported algorithm!",
      "The CA does not support the algorithm of the key or the signature.",
      "Create a CSR with an RSA key, or an EC key on P-256 or P-384, and sign it with SHA-256 or stronger."),
    row(
      .invalidSignature, -12, "The CSR has an invalid signature!",
      "The signature does not match: the CSR was changed after signing, or signed with another key.",
      "Create a new CSR, signed with the private key that matches its public key."),
    row(
      .unsupportedKeySize, -13, "The CSR uses an unsupported key size!",
      "The CA does not accept a key of this size.",
      "Use an RSA key of 2048 to 8192 bits, or an EC key on P-256 or P-384."),
  ]
}

extension ErrorCatalog {
  /// -14 to -121.
  static let accountRows: [OrderError] =
    [
      row(
        .unknownError, -14, "An unknown error occurred!",
        "The CA's system failed.",
        "Check whether the order exists before sending it again; contact the CA's support if it fails twice.", .onlyByCA
      ),
      row(
        .notEnoughCredit, -15, "Not enough credit!",
        "The account's balance does not cover the price.",
        "Add funds to the account and send the order again.", .onlyByCA),
      row(
        .loginRefused, -16,
        "Incorrect login details, account is locked, password has expired or your source IP is blocked.",
        "The CA refused the login for one of the reasons in the message.",
        "Check the user name, the password, its expiry, and the IP addresses from which the account can be used.",
        .onlyByCA),
      row(
        .notPOST, -17, "Request used GET rather than POST!",
        "The order was sent with GET, which also writes the password to server logs.",
        "Send it with POST, and change the password.", .onlyByCA),
    ] + nameRows + keyRows + orderRows

  private static let nameRows: [OrderError] = [
    row(
      .fullyQualifiedName, -18, "The CSR's Common Name may not be a Fully-Qualified Domain Name!",
      "The product is for private networks, but the name is public.",
      "Order a product for public names, or use the host's short name."),
    row(
      .internetAddress, -19, "The CSR's Common Name may not be an Internet-accessible IP Address!",
      "The product is for private networks, but the IP address is public.",
      "Use an IP address from a private range, or order a product that accepts public IP addresses."),
    row(
      .nameStartsWithHTTP, -23, "The CSR's Common Name may not contain 'http://'!",
      "The name is a URL.",
      "Use the host name, without http:// and without a path.", source: .decodeCSR),
    row(
      .nameStartsWithHTTPS, -24, "The CSR's Common Name may not contain 'https://'!",
      "The name is a URL.",
      "Use the host name, without https:// and without a path.", source: .decodeCSR),
    row(
      .nameHasInvalidCharacter, -25, "The CSR's Common Name may only contain A-Z, a-z, 0-9, '.' and '-'!",
      "The name has a character that is not allowed in host names.",
      "Use only letters, digits, hyphens and dots; write international names in their xn-- form.",
      source: .decodeCSR),
    row(
      .ipAddress, -35, "The CSR's Common Name may not be an IP Address!",
      "The product is for domain names, but the name is an IP address.",
      "Use a domain name, or order a multi-domain product and list the IP address in domainNames."),
  ]

  private static let keyRows: [OrderError] = [
    row(
      .compromisedKey, -40, "The CSR uses a key that is believed to have been compromised!",
      "The private key is publicly known or can be computed from the CSR.",
      "Generate a new key with up-to-date software, and replace this key everywhere it is used."),
    row(
      .invalidKey, -41, "The CSR uses an invalid key!",
      "The key's parameters are not valid.",
      "Generate a new key with up-to-date software.", source: .decodeCSR),
  ]

  private static let orderRows: [OrderError] = [
    row(
      .tokenNotUnique, -55, "This Request Token is not unique!",
      "The same CSR has already been ordered with the same uniqueValue.",
      "Send another uniqueValue, or omit it and use the one in the response.", .withLedger),
    row(
      .notApplicable, -83, "'xxxx' is not applicable to this order!",
      "The parameter does not apply to the ordered product.",
      "Omit the parameter, or order a product that it applies to."),
    row(
      .voucherDenied, -90, "Permission denied for using \"voucher\" with 'xxxx'",
      "The account is not allowed to use a voucher here.",
      "Omit the voucher, or ask the account manager for permission.", .onlyByCA),
    row(
      .permissionDenied, -91, "Permission denied 'xxxx'",
      "The account does not have permission to use the parameter or value.",
      "Omit it, or ask the account manager for permission.", .onlyByCA),
    row(
      .rolesMissing, -120, "\"Role\" arguments are missing for PSD2 certificate type!",
      "A PSD2 certificate requires Y or N for each of the four roles.",
      "Send accountServicingRole, paymentInitiationRole, accountInformationRole and paymentServiceRole."),
    row(
      .taxDeprecated, -121, "\"TAX\" value is deprecated. The value \"TIN\" should be used instead'",
      "The identifier starts with TAX, which ETSI EN 319 412-1 replaced with TIN.",
      "Use TIN instead of TAX."),
    row(
      .identifierFormat, -121, "Wrong format of 'xxxx' identifier.",
      "The identifier does not have the required format.",
      "Use a type, a country, a hyphen and a reference, such as VATBE-0876866142; for ncaIdentifier, BE-NBB."),
    row(
      .identifierCountry, -121, "Wrong country code value in 'xxxx' identifier.",
      "The country code is not allowed for this type of identifier.",
      "Use the ISO 3166-1 code of the country of the register or authority."),
  ]
}
