// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Values that the API does not take.
  static let formInvalidValue = Rule.order(
    "form.invalid-value", .error, predicts: -4,
    summary: "every value is of the type, the length and the form that the API asks for",
    fix: "correct the value",
    citations: ["AutoApplySSL error -4", "AutoApplySSL request parameters: type, maximum length, description"]
  ) { examination, reporter in
    let order = examination.order
    var seen: Set<ParameterName> = []
    for field in order.form.fields {
      guard let name = field.parameter, seen.insert(name).inserted, let text = order.form[name], !text.isEmpty
      else { continue }
      let row = name.parameter
      if row.allowed == .format(.country) || row.isIgnored(by: order) { continue }
      guard let fault = row.fault(in: text, product: examination.product) else { continue }
      reporter.report(
        "the value \(quoted(text)) of \(name) \(fault)", parameter: name,
        fix: FormWording.fix(fault, row), certainty: fault.isDocumented ? .documented : .inferred)
    }
  }
}

/// What to do about a value.
private enum FormWording {
  static func fix(_ fault: ValueFault, _ row: Parameter) -> String? {
    if case .notAllowed(let nearest?) = fault { return "write \(nearest)" }
    let choices = row.allowed.choices.map(\.value)
    return choices.isEmpty || choices.count > 8 ? nil : "write one of " + choices.joined(separator: ", ")
  }
}

extension ValueFault {
  /// Whether the reference itself excludes the value; what an address looks like, for one, it does not say.
  fileprivate var isDocumented: Bool {
    switch self {
    case .malformed, .controlCharacter: false
    default: true
    }
  }
}

extension Parameter {
  /// Whether a value has no effect on the order.
  func isIgnored(by order: EffectiveOrder) -> Bool {
    subjectAttribute != nil && name != .commonName && order.mode == .requestOnly || ignoredWhen.holds(in: order)
  }
}
