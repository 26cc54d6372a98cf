// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let trustLogo: [Parameter] = [
    Parameter(
      .idaEmailAddress, "idaEmailAddress", .string, max: 255, over: .truncated, allowed: .format(.emailAddress),
      for: logo, "The mail address that the TrustLogo shows."),
    Parameter(
      .idaTelephoneNumber, "idaTelephoneNumber", .string, max: 32, over: .truncated, for: logo,
      "The telephone number that the TrustLogo shows."),
    Parameter(
      .idaFaxNumber, "idaFaxNumber", .string, max: 32, over: .truncated, for: logo,
      "The fax number that the TrustLogo shows."),
  ]

  private static let logo = Sourced(ProductScope.trustLogo, .reference)
}
