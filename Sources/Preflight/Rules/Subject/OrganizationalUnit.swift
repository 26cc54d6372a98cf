// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import PKCS10

extension Rule {
  /// Organizational units, which certificates may no longer hold.
  static let organizationalUnit = Rule(
    "subject.organizational-unit", .info, .inferred, inForce: CalendarDate(2022, 9, 1),
    summary: "the subject has no organizational unit",
    fix: "leave the OU out; the CA drops it from the certificate",
    citations: ["BR 7.1.2.7.2", "BR 7.1.2.7.4", "CA/B Forum ballot SC-47"]
  ) { examination, reporter in
    for attribute in examination.request.subject where attribute.oid.known == .organizationalUnitName {
      let text = attribute.text(in: examination.request.der.span)?.text ?? ""
      reporter.report(
        "the organizational unit \(quoted(text)) will not be in the certificate: OU is banned since 2022-09-01",
        at: Place(attribute.range, .subject))
    }
  }
}
