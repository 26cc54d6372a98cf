// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension Rule {
  /// Certificates for private networks.
  static let productIntranet = Rule.order(
    "product.intranet", .warning, .inferred, inForce: CalendarDate(2016, 10, 1),
    summary: "the product is not one for private names or addresses",
    fix: "use a CA of your own for private names; public CAs may not certify them since 2016-10-01",
    citations: ["BR 4.2.2", "BR 7.1.2.7.12"]
  ) { examination, reporter in
    guard let product = examination.product, product.isIntranet.value else { return }
    reporter.report(
      "\(product.code) (\(product.name)) is for private names, which no public CA may certify any more",
      field: ParameterName.product.spelling)
  }
}
