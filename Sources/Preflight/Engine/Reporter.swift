// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// Collects what rules find.
public struct Reporter: Sendable {
  /// All findings so far, in the order of the catalog.
  public private(set) var findings: [Finding] = []
  /// The rule that is running, by its position in the catalog.
  private var running = 0

  init() {}

  /// Runs one rule on a request.
  @inline(__always)
  mutating func run(_ check: RuleCatalog.Check, on examination: borrowing Examination) {
    running = check.position
    check.run(examination, &self)
  }

  /// Runs one rule on an order.
  @inline(__always)
  mutating func run(_ check: RuleCatalog.OrderCheck, on order: borrowing OrderExamination) {
    running = check.position
    check.run(order, &self)
  }

  /// Reports one occurrence of the rule that is running.
  ///
  /// What is nil is taken from the rule.
  mutating func report(
    _ message: String, at place: Place? = nil, field: String? = nil, severity: Severity? = nil, fix: String? = nil,
    predicts: Prediction = .rule, certainty: Certainty? = nil, item: String? = nil, detail: String? = nil
  ) {
    let rule = RuleCatalog.all[running]
    var name: OrderErrorName?
    let code: Int?
    switch predicts {
    case .rule: code = rule.predicts
    case .nothing: code = nil
    case .code(let number): code = number
    case .error(let error):
      name = error
      code = error.code
    }
    // Most cases have a few findings or none.
    if findings.isEmpty { findings.reserveCapacity(4) }
    findings.append(
      Finding(
        position: running, severity: severity ?? rule.severity, message: message, otherFix: fix, predicts: code,
        name: name, certainty: certainty ?? rule.certainty, place: place, field: field, errorItem: item,
        errorDetail: detail))
  }

  /// Reports something about a parameter of the order form.
  mutating func report(
    _ message: String, parameter: ParameterName, severity: Severity? = nil, fix: String? = nil,
    predicts: Prediction = .rule, certainty: Certainty? = nil, detail: String? = nil
  ) {
    report(
      message, field: parameter.spelling, severity: severity, fix: fix, predicts: predicts, certainty: certainty,
      item: parameter.spelling, detail: detail)
  }

  /// The error code of an occurrence, where it differs from the rule's.
  enum Prediction: Sendable {
    case rule
    case nothing
    case code(Int)
    case error(OrderErrorName)
  }
}
