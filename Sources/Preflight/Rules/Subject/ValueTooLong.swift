// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Subject values over their length.
  static let subjectValueTooLong = Rule(
    "subject.value-too-long", .warning, .inferred,
    summary: "no subject value is longer than the CA's limit for it, in characters",
    fix: "shorten the value, or give a shorter one as an order parameter with prioritiseCSRValues=N",
    citations: ["AutoApplySSL additional request structures: maximum lengths", "RFC 5280 Appendix A.1", "BR 7.1.4.2"]
  ) { examination, reporter in
    let bytes = examination.request.der.span
    for attribute in examination.request.subject {
      guard let known = attribute.oid.known, let limit = SubjectLimits.characters[known],
        attribute.value.count > limit, let text = attribute.text(in: bytes)
      else { continue }
      let count = text.text.unicodeScalars.count
      guard count > limit else { continue }
      reporter.report(
        "the \(known.name) has \(count) characters and \(limit) is the limit", at: Place(attribute.range, .subject))
    }
  }
}
