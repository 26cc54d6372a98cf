// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Wildcards in lists of products that take none.
  static let coverageWildcardInList = Rule.order(
    "coverage.wildcard-in-list", .error, predicts: -4, .inferred,
    summary: "the names of an EV or qualified certificate are no wildcards, other than of onion services",
    fix: "list each host by its own name, or order an OV multi-domain product",
    citations: ["EV Guidelines 7.1.2.2: subjectAltName", "AutoApplySSL domainNames"]
  ) { examination, reporter in
    guard let product = examination.product, product.isMultiDomain, !product.wildcardNames.value else { return }
    for name in examination.order.names.domains where name.shape == .wildcard && !product.takes(name) {
      reporter.report(
        "\(quoted(name.given)) is a wildcard, and \(examination.productTitle) takes none", parameter: .domainNames)
    }
  }
}
