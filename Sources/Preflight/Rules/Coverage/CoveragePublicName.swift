// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Public names for the intranet product.
  static let coveragePublicName = Rule.order(
    "coverage.public-name", .error, predicts: -18,
    summary: "the common name of an intranet certificate is no fully-qualified domain name",
    fix: "order a product for public names",
    citations: ["AutoApplySSL error -18", "AutoApplySSL product 44"]
  ) { examination, reporter in
    guard examination.product?.isIntranet.value == true, let host = examination.orderedName,
      case .delegated(let topLevel) = host.scope
    else { return }
    reporter.report(
      "the common name \(quoted(host.text)) is public, below .\(topLevel), and \(examination.productTitle) takes none",
      field: examination.nameField)
  }
}
