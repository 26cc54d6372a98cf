// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

extension Rule {
  /// Requests without a common name.
  static let commonNameMissing = Rule(
    "subject.common-name-missing", .error, predicts: -8,
    summary: "the subject has a common name with the fully-qualified domain name",
    fix: "make the request anew with the domain name as CN; a multi-domain order can do without one",
    citations: ["AutoApplySSL additional request structures: 2.5.4.3 is required", "AutoApplySSL error -8"]
  ) { examination, reporter in
    let request = examination.request
    // With an order, its names are judged instead: they may come from the form.
    guard examination.order == nil, !request.subject.contains(where: { $0.oid.known == .commonName }) else { return }
    let isMultiDomain = request.subjectAlternativeNames.contains { $0.kind == .dns }
    reporter.report(
      isMultiDomain
        ? "the subject has no common name; a single-domain order needs one, a multi-domain order takes the alternative names"
        : "the subject has no common name, the only field that the CA requires",
      at: Place(request.subjectName, .subject), severity: isMultiDomain ? .warning : .error)
  }
}
