// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Common names that are not among the alternative names.
  static let commonNameNotListed = Rule(
    "subject.common-name-not-listed", .warning, .inferred,
    summary: "the common name is one of the subject alternative names, where there are any",
    fix: "add the CN to the subject alternative names, or it may be missing from a multi-domain certificate",
    citations: ["BR 7.1.4.3", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    let request = examination.request
    // With an order, what becomes of each name is reported instead.
    guard examination.order == nil,
      request.subjectAlternativeNames.contains(where: { $0.kind == .dns || $0.kind == .ip })
    else { return }
    let bytes = request.der.span
    for attribute in request.subject where attribute.oid.known == .commonName {
      if CommonNameMatch.isListed(attribute, in: request) { continue }
      let name = attribute.text(in: bytes)?.text ?? ""
      reporter.report(
        "the common name \(quoted(name)) is not among the subject alternative names",
        at: Place(attribute.range, .subject))
    }
  }
}
