// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension Rule {
  /// Validation by mail after its end.
  static let validationEmailForbidden = Rule.order(
    "validation.email-forbidden", .error, predicts: -4, .inferred, inForce: EmailSunset.forbidden,
    summary: "control of names is not shown by mail",
    fix: "use CNAME_CSR_HASH or HTTP_CSR_HASH",
    citations: ["BR 3.2.2.4.4", "CA/B Forum ballot SC-90"]
  ) { examination, reporter in
    guard let parameter = EmailSunset.parameter(examination) else { return }
    reporter.report(
      "names are validated by mail, which no CA may do since \(EmailSunset.forbidden)", parameter: parameter)
  }
}
