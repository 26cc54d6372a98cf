// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// Runs the rules of the catalog.
package enum RuleRun {
  /// All findings on a request and its order, if there is one: weighed, the one to act on first at the start.
  package static func findings(of examination: borrowing Examination) -> [Finding] {
    findings(of: examination, usingPrefilters: true)
  }

  /// The same without prefilters, for a test that compares the findings of both.
  package static func findings(of examination: borrowing Examination, usingPrefilters: Bool) -> [Finding] {
    var reporter = Reporter()
    let all = RuleCatalog.plan
    let plan = all.span
    for step in plan.indices {
      let applies = plan[step].applies(examination)
      guard applies || !usingPrefilters else { continue }
      let checks = plan[step].checks.span
      for index in checks.indices {
        if let first = checks[index].inForce, examination.asOf < first { continue }
        reporter.run(checks[index], on: examination)
      }
    }
    if let order = examination.order { run(on: order, &reporter) }
    return Explanation.weigh(reporter.findings, isKeyProven: examination.evidence.isKeyProven)
  }

  /// All findings on an order without a readable request.
  package static func findings(of order: borrowing OrderExamination) -> [Finding] {
    var reporter = Reporter()
    run(on: order, &reporter)
    return Explanation.weigh(reporter.findings, isKeyProven: true)
  }

  private static func run(on order: borrowing OrderExamination, _ reporter: inout Reporter) {
    let all = RuleCatalog.orderPlan
    let plan = all.span
    let product = order.product
    for step in plan.indices where plan[step].applies(order) {
      let checks = plan[step].checks.span
      for index in checks.indices {
        if let first = checks[index].inForce, order.asOf < first { continue }
        if let scope = checks[index].scope, product?.isIn(scope) != true { continue }
        reporter.run(checks[index], on: order)
      }
    }
  }
}
