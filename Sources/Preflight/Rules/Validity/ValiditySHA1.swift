// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import Calendar

extension Rule {
  /// Orders that would rather have SHA-1.
  static let validitySHA1 = Rule.order(
    "validity.sha1", .warning, .inferred, inForce: CalendarDate(2016, 1, 1),
    summary: "the order does not prefer SHA-1",
    fix: "leave signatureHash out, or send REQUIRE_SHA2",
    citations: ["AutoApplySSL signatureHash", "BR 7.1.3.2", "CA/B Forum ballot SC-97"]
  ) { examination, reporter in
    guard examination.order.value(.signatureHash) == "PREFER_SHA1" else { return }
    reporter.report(
      "signatureHash prefers SHA-1, which no CA may sign with since 2016-01-01; the CA uses SHA-2",
      field: ParameterName.signatureHash.spelling)
  }
}
