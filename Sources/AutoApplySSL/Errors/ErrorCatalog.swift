// SPDX-License-Identifier: Apache-2.0

/// Every error of the API's table, and the four that DecodeCSR adds.
public enum ErrorCatalog {
  /// All rows, so that a row's index is its name's raw value.
  public static let all: [OrderError] = argumentRows + requestRows + accountRows

  /// The rows with this errorCode: none for an unknown code, three for -121.
  public static func errors(_ code: Int) -> [OrderError] { all.filter { $0.code == code } }

  /// The row with this errorCode whose message has the form of this one, be its quotes typographic, else the one that
  /// says least.
  public static func error(_ code: Int, message: String?) -> OrderError? {
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
      "The order arrived over plain HTTP.",
      "Send it to the https address and change the password, which went over the wire in clear.", .onlyByCA),
    row(
      .unrecognisedArgument, -2, "'xxxx' is an unrecognised argument!",
      "The API knows no parameter with this spelling; capitals count.",
      "Correct the parameter's name or leave the parameter out."),
    row(
      .missingArgument, -3, "The 'xxxx' argument is missing!",
      "The order lacks a parameter that it needs.",
      "Add the parameter, or put the value into the request where it can come from there."),
    row(
      .invalidArgument, -4, "The value of the 'xxxx' argument is invalid!",
      "A parameter's value is not one that the API takes.",
      "Correct the value; errorDetail, where the answer has one, says what is wrong with it."),
    row(
      .wildcardNotAllowed, -5, "The CSR's Common Name may NOT contain a wildcard!",
      "The name is a wildcard and the product does not cover wildcards.",
      "Order a wildcard product, or make the order for a plain name."),
    row(
      .wildcardRequired, -6, "The CSR's Common Name MUST contain ONE wildcard!",
      "The product is a wildcard certificate and the name is not one '*.' followed by a domain.",
      "Order the certificate for '*.' and the domain, or order a product for plain names."),
    row(
      .invalidCountry, -7, "'xx' is not a valid ISO-3166 country!",
      "The country is not an ISO 3166-1 code of two letters.",
      "Use the country's code of two capital letters, such as GB for the United Kingdom."),
    row(
      .missingField, -8, "The CSR is missing a required field!",
      "The request's subject lacks a field that the order needs.",
      "Add the field to the request, or give it as a parameter where the API has one for it."),
  ]
}

extension ErrorCatalog {
  /// -9 to -13.
  static let requestRows: [OrderError] = [
    row(
      .notBase64, -9, "The CSR is not valid Base-64 data!",
      "The value of csr is not Base64, often because '+' became a space on its way.",
      "Percent-encode the value, so that each '+' is sent as %2B."),
    row(
      .cannotDecode, -10, "The CSR cannot be decoded!",
      "The data is not a PKCS #10 request, or a part of it was lost.",
      "Make sure that the whole request is sent, and that it is a request and no certificate or key."),
    row(
      .unsupportedAlgorithm, -11, "The CSR uses an unsupported algorithm!",
      "The key or the signature uses an algorithm that the CA does not take.",
      "Make a request with an RSA key or an EC key on P-256 or P-384, signed with SHA-256 or better."),
    row(
      .invalidSignature, -12, "The CSR has an invalid signature!",
      "The signature does not fit the request: it was changed after it was signed, or signed with another key.",
      "Make the request anew with the key that belongs to it."),
    row(
      .unsupportedKeySize, -13, "The CSR uses an unsupported key size!",
      "The key is shorter or longer than the CA takes.",
      "Use an RSA key of 2048 to 8192 bits, or an EC key on P-256 or P-384."),
  ]
}

extension ErrorCatalog {
  /// -14 to -121.
  static let accountRows: [OrderError] =
    [
      row(
        .unknownError, -14, "An unknown error occurred!",
        "The CA's own system failed.",
        "Look for the order before sending it again, and tell the CA's support if it fails twice.", .onlyByCA),
      row(
        .notEnoughCredit, -15, "Not enough credit!",
        "The account's balance does not cover the price.",
        "Add funds to the account and send the order again.", .onlyByCA),
      row(
        .loginRefused, -16,
        "Incorrect login details, account is locked, password has expired or your source IP is blocked.",
        "The CA did not let the account in, for one of the reasons that the message lists.",
        "Check the user name, the password and its age, and the addresses from which the account may be used.",
        .onlyByCA),
      row(
        .notPOST, -17, "Request used GET rather than POST!",
        "The order was sent with GET, which also puts the password into logs.",
        "Send it with POST and change the password.", .onlyByCA),
    ] + nameRows + keyRows + orderRows

  private static let nameRows: [OrderError] = [
    row(
      .fullyQualifiedName, -18, "The CSR's Common Name may not be a Fully-Qualified Domain Name!",
      "The product is for private networks and the name is a public one.",
      "Order a product for public names, or use the host's short name."),
    row(
      .internetAddress, -19, "The CSR's Common Name may not be an Internet-accessible IP Address!",
      "The product is for private networks and the address is a public one.",
      "Use an address of a private range, or order a product that takes addresses."),
    row(
      .nameStartsWithHTTP, -23, "The CSR's Common Name may not contain 'http://'!",
      "The name was written as a web address.",
      "Use the bare host name, without http:// and without a path.", source: .decodeCSR),
    row(
      .nameStartsWithHTTPS, -24, "The CSR's Common Name may not contain 'https://'!",
      "The name was written as a web address.",
      "Use the bare host name, without https:// and without a path.", source: .decodeCSR),
    row(
      .nameHasInvalidCharacter, -25, "The CSR's Common Name may only contain A-Z, a-z, 0-9, '.' and '-'!",
      "The name has a character that host names do not have.",
      "Write the name with letters, digits, hyphens and dots, international names in their xn-- form.",
      source: .decodeCSR),
    row(
      .ipAddress, -35, "The CSR's Common Name may not be an IP Address!",
      "The product is for domain names and the name is an IP address.",
      "Use a domain name, or list the address in domainNames of a multi-domain product."),
  ]

  private static let keyRows: [OrderError] = [
    row(
      .compromisedKey, -40, "The CSR uses a key that is believed to have been compromised!",
      "The key is publicly known or can be computed from the request.",
      "Make a new key with current software, and replace this one wherever it is in use."),
    row(
      .invalidKey, -41, "The CSR uses an invalid key!",
      "The key's numbers do not make a usable key.",
      "Make a new key with current software.", source: .decodeCSR),
  ]

  private static let orderRows: [OrderError] = [
    row(
      .tokenNotUnique, -55, "This Request Token is not unique!",
      "The same request with the same uniqueValue has been ordered before.",
      "Send another uniqueValue, or leave it out and use the one that the answer returns.", .withLedger),
    row(
      .notApplicable, -83, "'xxxx' is not applicable to this order!",
      "The parameter is for other products than the one ordered.",
      "Leave the parameter out, or order a product that it is for."),
    row(
      .voucherDenied, -90, "Permission denied for using \"voucher\" with 'xxxx'",
      "The account may not use a voucher here.",
      "Leave the voucher out, or ask the account manager for the permission.", .onlyByCA),
    row(
      .permissionDenied, -91, "Permission denied 'xxxx'",
      "The account lacks a permission that the parameter or value needs.",
      "Leave it out, or ask the account manager for the permission.", .onlyByCA),
    row(
      .rolesMissing, -120, "\"Role\" arguments are missing for PSD2 certificate type!",
      "A PSD2 certificate needs all four roles answered with Y or N.",
      "Send accountServicingRole, paymentInitiationRole, accountInformationRole and paymentServiceRole."),
    row(
      .taxDeprecated, -121, "\"TAX\" value is deprecated. The value \"TIN\" should be used instead'",
      "The identifier starts with TAX, which ETSI EN 319 412-1 replaced by TIN.",
      "Write TIN in place of TAX."),
    row(
      .identifierFormat, -121, "Wrong format of 'xxxx' identifier.",
      "The identifier does not have the form of its kind.",
      "Write a type, a country, a hyphen and the reference, such as VATBE-0876866142 or BE-NBB."),
    row(
      .identifierCountry, -121, "Wrong country code value in 'xxxx' identifier.",
      "The country in the identifier is not one that this type of identifier may have.",
      "Use the ISO 3166-1 code of the register's or authority's country."),
  ]
}
