// SPDX-License-Identifier: Apache-2.0

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
