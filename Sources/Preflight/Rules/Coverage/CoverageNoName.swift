// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Orders without the name that the product needs.
  static let coverageNoName = Rule.order(
    "coverage.no-name", .error, predicts: -8,
    summary: "the request or commonName gives the name of a single-domain or unified communications certificate",
    fix: "make the request anew with the domain name as CN, or give it as commonName",
    citations: ["AutoApplySSL additional request structures: 2.5.4.3 is required", "AutoApplySSL error -8"]
  ) { examination, reporter in
    let order = examination.order
    // Without a request, what is missing is the request.
    guard order.hasRequest else { return }
    if order.names.faults.contains(.noCommonName) {
      reporter.report("neither the request's subject nor commonName gives a name", field: "commonName")
    } else if examination.product?.isUnifiedCommunications == true, order.names.commonName == nil,
      order.request.commonNames.isEmpty, order.value(.maxSubjectCNs) != "0"
    {
      reporter.report(
        "the request has no common name, and a unified communications order without primaryDomainName takes it",
        field: "primaryDomainName", fix: "give primaryDomainName, one of the names", certainty: .inferred)
    }
  }
}
