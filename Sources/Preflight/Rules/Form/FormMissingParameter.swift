// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Parameters that a whole form lacks.
  static let formMissingParameter = Rule.order(
    "form.missing-parameter", .error, predicts: -3,
    summary: "the form has every parameter that the product needs and that the request does not give",
    fix: "add the parameter",
    citations: ["AutoApplySSL error -3", "AutoApplySSL request parameters: requirement"]
  ) { examination, reporter in
    let order = examination.order
    for need in order.needs() where !PSD2Roles.parameters.contains(need.name) {
      let row = need.name.parameter
      let others = need.alternatives.map(\.spelling).joined(separator: " or ")
      let reason = need.because.value == .always ? "" : "; it is needed when \(need.because.value)"
      let isHidden = row.subjectAttribute?.value(in: order.request) != nil && order.mode == .parametersOnly
      reporter.report(
        "\(need.name) is not given\(reason)" + (isHidden ? "; the request has it, and mode P ignores the request" : ""),
        parameter: need.name, fix: "add \(need.name)" + (others.isEmpty ? "" : ", or \(others)"),
        certainty: Certainty(need.because.certainty))
    }
  }
}
