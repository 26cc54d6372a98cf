// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Plain names for wildcard products.
  static let coverageWildcardRequired = Rule.order(
    "coverage.wildcard-required", .error, predicts: -6,
    summary: "the common name of a wildcard product is one *. followed by a domain",
    fix: "make the request for *. and the domain, or order a product for plain names",
    citations: ["AutoApplySSL error -6", "AutoApplySSL product"]
  ) { examination, reporter in
    guard examination.product?.isWildcard == true, let host = examination.orderedName, host.wildcard == .none
    else { return }
    let example = host.base.map { ": write *.\($0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0)" } ?? ""
    reporter.report(
      "the common name \(quoted(host.text)) has no asterisk, and \(examination.productTitle) needs one\(example)",
      field: examination.nameField)
  }
}
