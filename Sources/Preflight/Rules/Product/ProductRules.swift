// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Values of `product` that order nothing.
  static let productInvalid = Rule.order(
    "product.invalid", .error, predicts: -4,
    summary: "product is the code of exactly one certificate, with codes of TrustLogos that go with it",
    fix: "choose a code that csrkit catalog products lists",
    citations: ["AutoApplySSL product", "AutoApplySSL error -4"]
  ) { examination, reporter in
    guard let text = examination.order.form[.product], !text.isEmpty else { return }
    if let code = Int(text), String(code) == text, ProductSelection(code) != nil { return }
    do throws(ProductSelectionError) {
      _ = try ProductSelection(parsing: text)
    } catch {
      for fault in error.faults { reporter.report("\(fault)", parameter: .product, fix: fault.fix) }
    }
  }
}
