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
    var seen = ParameterSet()
    for index in order.form.fields.indices {
      guard let name = order.form.fields[index].parameter, seen.insert(name), let text = order.form[name],
        !text.isEmpty
      else { continue }
      let row = name.parameter
      if row.allowed == .format(.country) || row.isIgnored(by: order) { continue }
      guard let fault = row.fault(in: text, product: examination.product) else { continue }
      reporter.report(
        "the value \(quoted(text)) of \(name) \(fault)", parameter: name,
        fix: FormWording.fix(fault, row),
        certainty: fault.isDocumented(row, examination.product) ? .documented : .inferred)
    }
  }
}

/// What to do about a value.
private enum FormWording {
  static func fix(_ fault: ValueFault, _ row: Parameter) -> String? {
    switch fault {
    case .notAllowed(let nearest?): return "write \(nearest)"
    case .outOfRange(let range) where range.upperBound < .max:
      return "write a number from \(range.lowerBound) to \(range.upperBound)"
    case .notOffered(let values) where !values.isEmpty:
      return "write one of " + values.map(String.init).joined(separator: ", ")
    case .malformed(let format): return "write \(format.title)"
    case .empty: return "give a value, or leave \(row.name) out"
    default: break
    }
    let choices = row.allowed.choices.map(\.value)
    return choices.isEmpty || choices.count > 8 ? nil : "write one of " + choices.joined(separator: ", ")
  }
}

extension ValueFault {
  /// Whether the reference itself excludes the value; what an address looks like, for one, it does not say, nor for
  /// how many years a qualified certificate is sold.
  fileprivate func isDocumented(_ row: Parameter, _ product: Product?) -> Bool {
    switch self {
    case .malformed(.alphanumeric), .malformed(.date), .malformed(.dunsNumber): true
    case .malformed, .controlCharacter: false
    case .notOffered where row.name == .years: product?.validity.value.yearsSource.certainty == .documented
    default: true
    }
  }
}

extension Parameter {
  /// Whether a value has no effect on the order.
  func isIgnored(by order: EffectiveOrder) -> Bool {
    subjectAttribute != nil && name != .commonName && order.mode == .requestOnly || ignoredWhen.holds(in: order.values)
  }
}
