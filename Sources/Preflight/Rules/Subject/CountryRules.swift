// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames
internal import PKCS10

extension Rule {
  static let countryNotISO = Rule(
    "subject.country-not-iso", .error, predicts: -7,
    summary: "the country must be a two-letter code from ISO 3166-1",
    fix: "use the two-letter code, such as GB for the United Kingdom",
    citations: ["AutoApplySSL error -7", "AutoApplySSL countryName", "BR 7.1.2.7.2"]
  ) { examination, reporter in
    if let origin = examination.order?.order[.countryName].origin, origin != .csr, origin != .both { return }
    let bytes = examination.request.der.span
    let formFix = examination.order?.fixByFormCountry
    for attribute in examination.request.subject where attribute.oid.known == .countryName {
      let value = attribute.value
      if value.count == 2, CountryCode.isAssigned(bytes[value.lowerBound], bytes[value.lowerBound + 1]) { continue }
      let text = attribute.text(in: bytes)?.text ?? ""
      guard let fault = CountryFault(text) else { continue }
      reporter.report(
        "country \(quoted(text)) \(fault.reason)", at: Place(attribute.range, .subject), severity: fault.severity,
        fix: formFix ?? fault.fix, item: text)
    }
  }

  static let countryNotPrintable = Rule(
    "subject.country-not-printable", .warning, .inferred,
    summary: "the country must be a PrintableString",
    fix: "create a new CSR with the country as a PrintableString, as OpenSSL and keytool encode it",
    citations: ["AutoApplySSL additional request structures: 2.5.4.6", "RFC 5280 Appendix A.1: X520countryName"]
  ) { examination, reporter in
    for attribute in examination.request.subject
    where attribute.oid.known == .countryName && attribute.tag != .printableString {
      reporter.report(
        "country is \(withArticle(attribute.tag)): only PrintableString is allowed",
        at: Place(attribute.range, .subject))
    }
  }
}

/// What is wrong with a country code.
struct CountryFault {
  /// The rest of a sentence that starts with the code.
  let reason: String
  /// A warning if the CA may accept the code.
  let severity: Severity
  /// nil for the rule's own.
  let fix: String?

  /// nil if ISO 3166-1 assigns the code.
  init?(_ text: String) {
    switch CountryCode(text) {
    case .assigned:
      return nil
    case .userAssigned where text == CountryCode.withoutCode:
      self.init(
        reason: "is only for countries without a code in ISO 3166-1", .warning, fix: "write the code of the country")
    case .userAssigned:
      self.init(reason: "is a code for private use, not a country")
    case .malformed(let corrected?):
      self.init(reason: "is not written as two capital letters", .warning, fix: "write \(corrected)")
    case .exceptionallyReserved(let name, let replacement?), .formerlyUsed(let name, _, let replacement?):
      self.init(reason: "(\(name)) is not in ISO 3166-1", fix: "write \(replacement)")
    case .exceptionallyReserved, .formerlyUsed, .unassigned, .malformed:
      self.init(reason: "is not in ISO 3166-1")
    }
  }

  private init(reason: String, _ severity: Severity = .error, fix: String? = nil) {
    self.reason = reason
    self.severity = severity
    self.fix = fix
  }
}

extension OrderExamination {
  /// How to use the form's country where the request's is at fault; nil without a valid one.
  fileprivate var fixByFormCountry: String? {
    guard let text = order.form[.countryName], CountryCode(text).isAssigned else { return nil }
    return "send prioritiseCSRValues=N, so that countryName \(text) of the form is used instead of the request's"
  }
}
