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
      if order.mode == .requestOnly, row.subjectAttribute != nil {
        reporter.reportMissingInRequest(need, others, isGiven: order.form[need.name]?.isEmpty == false)
        continue
      }
      let reason = need.because.value == .always ? "" : "; it is needed when \(need.because.value)"
      let isHidden = row.subjectAttribute?.value(in: order.request) != nil && order.mode == .parametersOnly
      reporter.report(
        "\(need.name) is not given\(reason)" + (isHidden ? "; the request has it, and mode P ignores the request" : ""),
        parameter: need.name, fix: "add \(need.name)" + (others.isEmpty ? "" : ", or \(others)"),
        certainty: Certainty(need.because.certainty))
    }
  }
}

extension Reporter {
  /// Reports a value that mode C wants from the request and finds nowhere there.
  ///
  /// Which code answers it is not documented; -8 is the one about fields of the request.
  fileprivate mutating func reportMissingInRequest(_ need: Need, _ others: String, isGiven: Bool) {
    report(
      "\(need.name) is not in the request, and mode C takes it from there alone"
        + (isGiven ? "; the form's value is ignored" : ""),
      field: need.name.spelling,
      fix: "send prioritiseCSRValues=Y, or make the request anew with \(need.name)"
        + (others.isEmpty ? "" : " or \(others)"),
      predicts: .error(.missingField), certainty: .inferred)
  }
}
