// SPDX-License-Identifier: Apache-2.0

extension Parameter {
  static let company: [Parameter] = [
    Parameter(
      .dunsNumber, "dunsNumber", .string, max: 20, over: .truncated, allowed: .format(.dunsNumber),
      "The number that Dun & Bradstreet gave the business."),
    Parameter(
      .companyNumber, "companyNumber", .string, max: 64, over: .truncated,
      "The organization's number in its register."),
    Parameter(
      .joiLocalityName, "joiLocalityName", .string, max: 128, over: .truncated, for: ev,
      "The city of the jurisdiction in which the organization is incorporated."),
    Parameter(
      .joiStateOrProvinceName, "joiStateOrProvinceName", .string, max: 128, over: .truncated, for: ev,
      "The state or province of the jurisdiction in which the organization is incorporated."),
    Parameter(
      .joiCountryName, "joiCountryName", .string, max: 2, over: .truncated, is: .conditional,
      requiredWhen: Sourced(.product(.kinds([.ev])), .evGuidelines), allowed: .format(.country), for: ev,
      "The country of the jurisdiction in which the organization is incorporated."),
    Parameter(
      .dateOfIncorporation, "dateOfIncorporation", .string, max: 10, allowed: .format(.date), for: ev,
      "The day on which the organization was incorporated."),
    Parameter(
      .assumedName, "assumedName", .string, max: 64, over: .truncated, for: ev,
      "The name under which the organization trades, where it differs from its legal name."),
    Parameter(
      .businessCategory, "businessCategory", .char, max: 1, over: .truncated,
      allowed: .oneOf([
        .init("b", "private organization"), .init("c", "government entity"), .init("d", "business entity"),
      ]),
      "The organization's legal kind."),
  ]

  private static let ev = Sourced(ProductScope.kinds([.ev]), .reference)
}
