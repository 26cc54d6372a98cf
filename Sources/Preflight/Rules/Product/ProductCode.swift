// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import SystemBridge

extension Rule {
  /// Product codes that the reference contradicts itself about.
  static let productCode = Rule.order(
    "product.code", .info, .inferred,
    summary: "the reference is clear about the product's code",
    fix: "ask the account manager which of the codes the account is set up for",
    citations: ["AutoApplySSL product", "AutoApplyOrder SSL certificates"]
  ) { examination, reporter in
    guard let product = examination.product, let note = product.note else { return }
    reporter.report(
      String(joining: "about the code ", String(product.code), ": ", note), field: ParameterName.product.spelling)
  }
}
