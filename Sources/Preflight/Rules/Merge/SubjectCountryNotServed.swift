// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Countries whose organizations the CA is said not to serve.
  static let subjectCountryNotServed = Rule.order(
    "merge.country-not-served", .warning, .inferred,
    summary: "the CA validates organizations of the country",
    fix: "ask the CA before ordering; the list is a reseller's copy and may be out of date",
    citations: ["Reseller's copy of the CA's list of countries for OV and EV"]
  ) { examination, reporter in
    guard let product = examination.product, product.kind.value != .dv else { return }
    guard let text = examination.order.value(.countryName), notServed.contains(text) else { return }
    reporter.report(
      "organizations in \(text) are said not to be served for \(product.kind.value.rawValue) certificates",
      field: ParameterName.countryName.spelling)
  }

  private static let notServed: Set<String> = [
    "RU", "BY", "AF", "CI", "CU", "ER", "GN", "IQ", "IR", "KP", "LR", "MM", "RW", "SD", "SL", "SS", "SY", "VE", "ZW",
  ]
}
