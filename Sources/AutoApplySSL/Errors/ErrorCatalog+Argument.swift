// SPDX-License-Identifier: Apache-2.0

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
