// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Values that the merge leaves out.
  static let subjectHiddenValue = Rule.order(
    "merge.hidden-value", .info,
    summary: "where the request and the form both give a value, they agree",
    fix: "make both say the same, or choose with prioritiseCSRValues",
    citations: ["AutoApplySSL prioritiseCSRValues"]
  ) { examination, reporter in
    let order = examination.order
    for field in order.fields {
      guard let parameter = field.parameter, !parameter.isEmpty, let csr = field.csr, !csr.isEmpty,
        field.origin != .both, parameter != csr
      else {
        MergeWording.reportUnused(field, order.mode, &reporter)
        continue
      }
      let (used, left) = (field.value ?? "", field.origin == .csr ? parameter : csr)
      let place = field.origin == .csr ? "the request" : "the form"
      reporter.report(
        "\(field.name) is \(quoted(used)) from \(place), and \(quoted(left)) is not used (mode \(order.mode.rawValue))",
        field: field.name.spelling)
    }
  }
}

/// What is said of a value that its mode ignores.
private enum MergeWording {
  static func reportUnused(_ field: EffectiveField, _ mode: MergeMode, _ reporter: inout Reporter) {
    if mode == .requestOnly, let value = field.parameter, !value.isEmpty, field.origin == .absent {
      reporter.report(
        "\(field.name) \(quoted(value)) of the form is not used: mode C takes values from the request alone",
        field: field.name.spelling)
    } else if mode == .parametersOnly, let value = field.csr, !value.isEmpty, field.origin == .absent {
      reporter.report(
        "\(field.name) \(quoted(value)) of the request is not used: mode P takes values from the form alone",
        field: field.name.spelling)
    }
  }
}
