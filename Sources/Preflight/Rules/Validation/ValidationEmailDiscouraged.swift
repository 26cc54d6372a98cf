// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension Rule {
  /// Validation by mail, which is being given up.
  static let validationEmailDiscouraged = Rule.order(
    "validation.email-discouraged", .warning, .inferred, inForce: EmailSunset.discouraged,
    summary: "control of names is not shown by mail",
    fix: "use CNAME_CSR_HASH or HTTP_CSR_HASH; mail must not be used from 2028-03-15 on, and CAs may end it before",
    citations: ["BR 3.2.2.4.4", "CA/B Forum ballot SC-90", "AutoApplySSL dcvMethod"]
  ) { examination, reporter in
    guard examination.asOf < EmailSunset.forbidden, let parameter = EmailSunset.parameter(examination) else { return }
    let isDefault = !examination.order.isGiven(parameter)
    reporter.report(
      "names are validated by mail" + (isDefault ? ", since no method is given" : "")
        + "; the industry's rules advise against it since \(EmailSunset.discouraged)",
      field: parameter.spelling)
  }
}
