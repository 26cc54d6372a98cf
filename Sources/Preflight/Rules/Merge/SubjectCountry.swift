// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  private static let countries: ParameterSet = [.countryName, .joiCountryName, .appRepCountryName]

  /// Countries in the form without an ISO 3166 code.
  static let subjectCountry = Rule.order(
    "merge.country", .error, predicts: -7,
    summary: "a country in the form is a code of two letters from ISO 3166-1",
    fix: "give the two-letter code, such as GB for the United Kingdom",
    citations: ["AutoApplySSL error -7", "AutoApplySSL countryName, joiCountryName and appRepCountryName"]
  ) { examination, reporter in
    let order = examination.order
    for name in order.values.given where countries.contains(name) {
      let field = order[name]
      guard field.origin == .parameter, let text = field.value, !name.parameter.isIgnored(by: order) else { continue }
      let code = CountryCode(text)
      switch code {
      case .assigned: continue
      case .userAssigned:
        reporter.report(
          "\(name) is \(quoted(text)), a code for private use", field: name.spelling, severity: .warning, item: text)
      case .malformed(let corrected?):
        reporter.report(
          "\(name) is \(quoted(text)), which is not written as two capital letters", field: name.spelling,
          severity: .warning, fix: "write \(corrected)", item: text)
      case .exceptionallyReserved(let title, let other?), .formerlyUsed(let title, _, let other?):
        reporter.report(
          "\(name) is \(quoted(text)) (\(title)), which is not in ISO 3166-1", field: name.spelling,
          fix: "write \(other)", item: text)
      default:
        reporter.report(
          "\(name) is \(quoted(text)), which is no country of ISO 3166-1", field: name.spelling, item: text)
      }
    }
  }
}
