// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Addresses as the name of a single-domain certificate.
  static let coverageAddress = Rule.order(
    "coverage.address", .error, predicts: -35,
    summary: "the common name of a single-domain certificate is no IP address",
    fix: "use a domain name, or list the address in domainNames of an OV multi-domain product such as 335",
    citations: ["AutoApplySSL error -35", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    guard examination.product?.isIntranet.value == false, let host = examination.unusualOrderedName, host.address != nil
    else { return }
    reporter.report(
      "the common name \(quoted(host.text)) is an IP address, and \(examination.productTitle) is for domain names",
      field: examination.nameField)
  }
}
