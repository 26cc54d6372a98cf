// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import SystemBridge

extension Rule {
  static let productInvalid = Rule.order(
    "product.invalid", .error, predicts: -4,
    summary: "product must be the code of exactly one certificate, optionally with TrustLogo codes that go with it",
    fix: "choose a code from the list: csrkit catalog products",
    citations: ["AutoApplySSL product", "AutoApplySSL error -4"]
  ) { examination, reporter in
    guard let text = examination.order.form[.product], !text.isEmpty else { return }
    if let code = Int(text), String(code) == text, ProductSelection(code) != nil { return }
    do throws(ProductSelectionError) {
      _ = try ProductSelection(parsing: text)
    } catch {
      for fault in error.faults {
        if let contest = fault.contest {
          reporter.report("\(fault)", parameter: .product, contest: contest, fix: fault.fix)
        } else {
          reporter.report("\(fault)", parameter: .product, fix: fault.fix)
        }
      }
    }
  }

  static let productCode = Rule.order(
    "product.code", .info, .inferred,
    summary: "the product's code should be unambiguous in the reference",
    fix: "ask your account manager which of the codes is enabled for the account",
    citations: ["AutoApplySSL product", "AutoApplyOrder SSL certificates"]
  ) { examination, reporter in
    guard let product = examination.product, let note = product.note else { return }
    reporter.report(
      "product code \(product.code): \(note)", field: ParameterName.product.spelling)
  }

  static let productOtherEndpoint = Rule.order(
    "product.other-endpoint", .warning, .contested,
    summary: "the product should be one of AutoApplySSL's, not of AutoApplyOrder's",
    fix: "order the corresponding product of AutoApplySSL, or send the order to AutoApplyOrder",
    citations: ["AutoApplySSL product", "AutoApplyOrder SSL certificates"]
  ) { examination, reporter in
    guard let product = examination.product, let contest = product.isOffered.contest,
      let other = product.correspondingCode.flatMap(ProductCatalog.product)
    else { return }
    reporter.report(
      "product \(product.code) (\(product.name)) is listed for AutoApplyOrder, not for AutoApplySSL; published clients "
        + "order it here, and the rules of \(other.code) (\(other.name)) apply", parameter: .product, contest: contest,
      fix: "order \(other.code) (\(other.name)), or send the order to AutoApplyOrder")
  }

  static let productIntranet = Rule.order(
    "product.intranet", .warning, .inferred, inForce: .intranet,
    summary: "the product should not be for private names or addresses",
    fix: "use a private CA for private names: public CAs must not certify them since "
      + "\(IndustryDate.intranet.day)",
    citations: ["BR 4.2.2", "BR 7.1.2.7.12"]
  ) { examination, reporter in
    guard let product = examination.product, product.isIntranet.value else { return }
    reporter.report(
      "product \(product.code) (\(product.name)) is for private names, which public CAs must no longer certify",
      field: ParameterName.product.spelling)
  }
}
