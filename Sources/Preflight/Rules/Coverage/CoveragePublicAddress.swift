// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Public addresses for the intranet product.
  static let coveragePublicAddress = Rule.order(
    "coverage.public-address", .error, predicts: -19,
    summary: "the common name of an intranet certificate is no address that the Internet reaches",
    fix: "use an address of a private range, or list the address in domainNames of a multi-domain product",
    citations: ["AutoApplySSL error -19", "AutoApplySSL product 44"]
  ) { examination, reporter in
    guard examination.product?.isIntranet.value == true, let host = examination.orderedName,
      let address = host.address, !address.isReserved
    else { return }
    reporter.report(
      "the common name \(quoted(host.text)) is a public address, and \(examination.productTitle) takes none",
      field: examination.nameField)
  }
}
