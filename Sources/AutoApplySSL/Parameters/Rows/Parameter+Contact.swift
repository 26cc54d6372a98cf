// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let contact: [Parameter] = [
    Parameter(
      .emailAddress, "emailAddress", .string, max: 255, over: .truncated, allowed: .format(.emailAddressOrNone),
      "Where the certificate is mailed instead of to the account's administrator; none stops the mail."),
    Parameter(
      .validationEmailAddress, "validationEmailAddress", .string, max: 255, over: .truncated,
      allowed: .format(.emailAddress),
      "The customer's address, which the CA validates and never writes to."),
    Parameter(
      .contactEmailAddress, "contactEmailAddress", .string, max: 255, over: .truncated,
      allowed: .format(.emailAddress),
      "The only address to which the validation department writes about the order."),
  ]
}
