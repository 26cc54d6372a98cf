// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension Rule {
  /// Orders that would rather have SHA-1.
  static let validitySHA1 = Rule.order(
    "validity.sha1", .warning, .inferred, inForce: CalendarDate(2016, 1, 1),
    summary: "the order does not prefer SHA-1",
    fix: "leave signatureHash out, or send REQUIRE_SHA2",
    citations: ["AutoApplySSL signatureHash", "BR 7.1.3.2", "CA/B Forum ballot SC-97"]
  ) { examination, reporter in
    let preference: String
    switch examination.order.value(.signatureHash) {
    case "PREFER_SHA1": preference = "signatureHash prefers SHA-1"
    case "INFER_FROM_CSR" where examination.order.request.infersSHA1:
      preference = "signatureHash INFER_FROM_CSR prefers SHA-1, since the request is signed over SHA-1 or MD5"
    default: return
    }
    reporter.report(
      preference + "; no CA may sign with SHA-1 since 2016-01-01, and the CA uses SHA-2",
      field: ParameterName.signatureHash.spelling)
  }
}
