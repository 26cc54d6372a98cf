// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension Rule {
  /// Organizational units in the form, which certificates may no longer hold.
  static let subjectUnitParameter = Rule.order(
    "merge.organizational-unit", .info, .inferred, inForce: CalendarDate(2022, 9, 1),
    summary: "the form has no organizational unit",
    fix: "leave organizationalUnitName out; the CA drops it from the certificate",
    citations: ["BR 7.1.2.7.2", "BR 7.1.2.7.4", "CA/B Forum ballot SC-47"]
  ) { examination, reporter in
    guard examination.order.isGiven(.organizationalUnitName) else { return }
    let field = examination.order[.organizationalUnitName]
    guard field.origin == .parameter, let text = field.value else { return }
    reporter.report(
      "the organizational unit \(quoted(text)) will not be in the certificate: OU is banned since 2022-09-01",
      field: field.name.spelling)
  }
}
