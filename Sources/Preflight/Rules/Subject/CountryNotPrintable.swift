// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Countries in another string type than PrintableString.
  static let countryNotPrintable = Rule(
    "subject.country-not-printable", .warning, .inferred,
    summary: "the country is a PrintableString",
    fix: "make the request anew with the country as a PrintableString, as OpenSSL and keytool write it",
    citations: ["AutoApplySSL additional request structures: 2.5.4.6", "RFC 5280 Appendix A.1: X520countryName"]
  ) { examination, reporter in
    for attribute in examination.request.subject
    where attribute.oid.known == .countryName && attribute.tag != .printableString {
      reporter.report(
        "the country is \(article(attribute.tag)) and only a PrintableString is allowed",
        at: Place(attribute.range, .subject))
    }
  }
}
