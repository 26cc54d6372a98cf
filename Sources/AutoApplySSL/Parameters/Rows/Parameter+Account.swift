// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let account: [Parameter] = [
    Parameter(.loginName, "loginName", .string, max: 64, is: .required, "The account's user name; capitals count."),
    Parameter(
      .loginPassword, "loginPassword", .string, max: 128, is: .required, isSecret: true,
      "The account's password; capitals count."),
    Parameter(
      .product, "product", .string, max: 64, is: .required, allowed: .format(.productCodes),
      "The code of one certificate product, with the codes of TrustLogos that go with it."),
    Parameter(
      .years, "years", .integer, is: .conditional,
      requiredWhen: Sourced(
        .all([.product(.validityToChoose), .not(.given(.days))]), .reference),
      ignoredWhen: .given(.days), allowed: .validity,
      "How many years are bought; days replaces it and wins over it."),
    Parameter(
      .days, "days", .integer, is: .conditional,
      requiredWhen: Sourced(
        .all([.product(.validityToChoose), .not(.given(.years))]), .reference),
      allowed: .validity, "How many days are bought."),
    Parameter(
      .servers, "servers", .integer, requiredWhen: Sourced(.product(.wildcard), .reference),
      ignoredWhen: .not(.product(.wildcard)), allowed: .integers(1...100),
      "How many servers a wildcard certificate is licensed for."),
    Parameter(
      .serverSoftware, "serverSoftware", .integer, is: .required, allowed: .oneOf(serverSoftware),
      "The code of the software that will serve the certificate."),
  ]
}
