// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames
internal import PKCS10

extension Rule {
  /// Countries without an ISO 3166 code.
  static let countryNotISO = Rule(
    "subject.country-not-iso", .error, predicts: -7,
    summary: "the country is a code of two letters from ISO 3166-1",
    fix: "give the two-letter code, such as GB for the United Kingdom",
    citations: ["AutoApplySSL error -7", "AutoApplySSL countryName", "BR 7.1.2.7.2"]
  ) { examination, reporter in
    if let origin = examination.order?.order[.countryName].origin, origin != .csr, origin != .both { return }
    let bytes = examination.request.der.span
    for attribute in examination.request.subject where attribute.oid.known == .countryName {
      let value = attribute.value
      if value.count == 2, CountryCode.isAssigned(bytes[value.lowerBound], bytes[value.lowerBound + 1]) { continue }
      let text = attribute.text(in: bytes)?.text ?? ""
      let code = CountryCode(text)
      guard !code.isAssigned else { continue }
      let place = Place(attribute.range, .subject)
      switch code {
      case .userAssigned:
        reporter.report(
          "the country \(quoted(text)) is no country but a code for private use", at: place, severity: .warning)
      case .malformed(let corrected?):
        reporter.report(
          "the country \(quoted(text)) is not written as two capital letters", at: place, severity: .warning,
          fix: "write \(corrected)")
      case .exceptionallyReserved(let name, let replacement?), .formerlyUsed(let name, _, let replacement?):
        reporter.report(
          "the country \(quoted(text)) (\(name)) is not in ISO 3166-1", at: place, fix: "write \(replacement)",
          item: text)
      default:
        reporter.report("\(quoted(text)) is not a country of ISO 3166-1", at: place, item: text)
      }
    }
  }
}
