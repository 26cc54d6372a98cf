// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Deprecated names of parameters.
  static let formSynonym = Rule.order(
    "form.synonym", .info,
    summary: "a parameter is given under its present name",
    fix: "write the present name; the old one is kept for old clients only",
    citations: ["AutoApplySSL personalIdentifier"]
  ) { examination, reporter in
    for note in examination.order.form.notes {
      guard case .synonym(let name, _, let parameter) = note else { continue }
      reporter.report("\(quoted(name)) is an old name of \(parameter)", field: name, fix: "write \(parameter)")
    }
  }
}
