// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import PKCS10

extension Rule {
  /// Requests that are too long to be sent; the form's own text is measured by the parameter's rule.
  static let csrTooLong = Rule(
    "csr.too-long", .error, predicts: -4,
    summary: "the request in Base64 has at most 32767 characters",
    fix: "list the names in domainNames and leave them out of the request",
    citations: ["AutoApplySSL csr: maximum length", "AutoApplySSL error -4"]
  ) { examination, reporter in
    guard examination.order?.requestText == nil, let limit = ParameterName.csr.parameter.maximumLength else { return }
    let length = (examination.request.der.count + 2) / 3 * 4
    guard length > limit else { return }
    reporter.report(
      "the request has \(length) characters in Base64, and the API takes \(limit)",
      at: Place(0..<examination.request.der.count, .request), field: ParameterName.csr.spelling,
      item: ParameterName.csr.spelling)
  }
}
