// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Primary names that no common name can hold.
  static let coveragePrimaryTooLong = Rule.order(
    "coverage.primary-too-long", .error, predicts: -4, .inferred,
    summary: "primaryDomainName has at most the 64 bytes of a common name, where the certificate is to have one",
    fix: "choose a shorter name as the primary one, or leave maxSubjectCNs out, so that there is no common name",
    citations: ["AutoApplySSL maxSubjectCNs", "RFC 5280 Appendix A.1: ub-common-name", "BR 7.1.4.3"]
  ) { examination, reporter in
    let order = examination.order
    guard examination.product?.isMultiDomain == true, let name = order.form[.primaryDomainName], name.utf8.count > 64
    else { return }
    let length = "primaryDomainName has \(name.utf8.count) bytes, and a common name holds 64"
    if !order.isGiven(.maxSubjectCNs) {
      reporter.report(
        "\(length), so that the certificate will have no common name", field: ParameterName.maxSubjectCNs.spelling,
        severity: .info, fix: "choose a shorter name as the primary one if a common name is wanted",
        predicts: .nothing, certainty: .documented)
    } else if order.value(.maxSubjectCNs) == "1" {
      reporter.report("\(length), which maxSubjectCNs 1 asks for", parameter: .primaryDomainName)
    }
  }
}
