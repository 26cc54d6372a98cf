// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Values without effect.
  static let formIgnoredParameter = Rule.order(
    "form.ignored-parameter", .info,
    summary: "every value that is given has an effect",
    fix: "leave the parameter out",
    citations: ["AutoApplySSL request parameters: descriptions"]
  ) { examination, reporter in
    let order = examination.order
    let inapplicable = order.inapplicable
    for name in order.values.written where order.isGiven(name) && !inapplicable.contains(name) {
      let condition = name.parameter.ignoredWhen
      guard condition.holds(in: order.values)
      else { continue }
      reporter.report("\(name) has no effect, because \(condition)", field: name.spelling)
    }
  }
}
