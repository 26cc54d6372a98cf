// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let handling: [Parameter] = [
    Parameter(
      .caCertificateID, "caCertificateID", .integer, allowed: .integers(0...Int.max),
      "The issuing CA, for accounts that have agreed on this with the CA."),
    .flag(
      .isCustomerValidated, "isCustomerValidated", yes: "the reseller has validated the customer",
      no: "the CA validates the customer", default: Sourced("N", .reference),
      "Who validates the customer."),
    .flag(
      .showCertificateID, "showCertificateID", yes: "the answer has the certificate's number",
      no: "the answer has no certificate number", default: Sourced("N", .reference),
      "Whether the answer names the certificate's number."),
    Parameter(
      .foreignOrderNumber, "foreignOrderNumber", .char, max: 64, over: .truncated,
      "The orderer's own number for the order."),
    .flag(
      .checkFONIsUnique, "checkFONIsUnique", yes: "foreignOrderNumber must be new for the account",
      no: "foreignOrderNumber may repeat", default: Sourced("N", .reading),
      "Whether foreignOrderNumber must be one that the account has not used."),
    Parameter(
      .responseFormat, "responseFormat", .char, max: 1,
      allowed: .oneOf([.init("0", "a value a line"), .init("1", "URL-encoded names and values")]),
      default: Sourced("0", .reference), "The form of the answer."),
    .flag(
      .test, "test", yes: "a test, free of charge", no: "a real order", default: Sourced("N", .reference),
      "Whether the order is a test."),
  ]
}
