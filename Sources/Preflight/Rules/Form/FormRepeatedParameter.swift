// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Parameters that are given more than once.
  static let formRepeatedParameter = Rule.order(
    "form.repeated-parameter", .warning, .inferred,
    summary: "every parameter is given once",
    fix: "leave one of them; which one the CA takes is not documented",
    citations: ["AutoApplySSL request parameters"]
  ) { examination, reporter in
    for note in examination.order.form.notes {
      guard case .duplicate(let name, _, _, let isSameValue) = note else { continue }
      reporter.report(
        "the parameter \(quoted(name)) is given again, with \(isSameValue ? "the same" : "another") value", field: name)
    }
  }
}
