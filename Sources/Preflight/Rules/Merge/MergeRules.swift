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
    let all = order.fields
    let fields = all.span
    for index in fields.indices where fields[index].hidesValue {
      let name = fields[index].name
      reporter.report("\(name) \(MergeWording.hidden(fields[index], order.mode))", field: name.spelling)
    }
  }
}

extension EffectiveField {
  /// Whether something was given that is not used, and that says something else than what is.
  fileprivate var hidesValue: Bool {
    switch origin {
    case .csr: parameter?.isEmpty == false && parameter != csr
    case .parameter: csr?.isEmpty == false && parameter != csr
    case .absent: parameter?.isEmpty == false || csr?.isEmpty == false
    case .both, .default: false
    }
  }
}

/// What is said of a value that is not used, behind its parameter's name.
private enum MergeWording {
  static func hidden(_ field: EffectiveField, _ mode: MergeMode) -> String {
    let (csr, parameter) = (quoted(field.csr ?? ""), quoted(field.parameter ?? ""))
    let used = quoted(field.value ?? "")
    return switch field.origin {
    case .csr: "is \(used) from the request, and \(parameter) is not used (mode \(mode.rawValue))"
    case .parameter: "is \(used) from the form, and \(csr) is not used (mode \(mode.rawValue))"
    default:
      mode == .requestOnly
        ? "\(parameter) of the form is not used: mode C takes values from the request alone"
        : "\(csr) of the request is not used: mode P takes values from the form alone"
    }
  }
}
