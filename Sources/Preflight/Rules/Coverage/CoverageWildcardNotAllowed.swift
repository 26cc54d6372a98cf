// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Wildcards for products without them.
  static let coverageWildcardNotAllowed = Rule.order(
    "coverage.wildcard-not-allowed", .error, predicts: -5,
    summary: "the common name of a product that is no wildcard certificate is no wildcard",
    fix: "order a wildcard product, such as 489 (DV) or 35 (OV), or make the request for a plain name",
    citations: ["AutoApplySSL error -5", "AutoApplySSL product"]
  ) { examination, reporter in
    guard examination.product?.isWildcard == false, let host = examination.unusualOrderedName,
      host.wildcard == .leftmost
    else { return }
    reporter.report(
      "the common name \(quoted(host.text)) is a wildcard, and \(examination.productTitle) covers none",
      field: examination.nameField)
  }
}
