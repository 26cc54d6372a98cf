// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Parameters that are for other products.
  static let formInapplicableParameter = Rule.order(
    "form.inapplicable-parameter", .error, predicts: -83,
    summary: "every parameter is for the product that is ordered",
    fix: "leave the parameter out, or order a product that it is for",
    citations: ["AutoApplySSL error -83", "AutoApplySSL request parameters: descriptions"]
  ) { examination, reporter in
    guard let product = examination.product else { return }
    for name in examination.order.inapplicable {
      let scope = name.parameter.scope
      let isDocumented = scope.certainty == .documented
      reporter.report(
        "\(name) is for \(scope.value), and \(product.code) (\(product.name)) is none", parameter: name,
        severity: isDocumented ? .error : .warning, certainty: Certainty(scope.certainty))
    }
  }
}
