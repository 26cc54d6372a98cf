// SPDX-License-Identifier: Apache-2.0
/// Runs the rules of the catalog.
public enum Preflight {
  /// Every finding on a request, and on its order if there is one, in the order of the catalog.
  public static func examine(_ examination: borrowing Examination) -> [Finding] {
    examine(examination, withoutGates: false)
  }

  /// The same; without the families' gates the findings must be no others, which a test compares.
  package static func examine(_ examination: borrowing Examination, withoutGates: Bool) -> [Finding] {
    var reporter = Reporter()
    let all = RuleCatalog.plan
    let plan = all.span
    for step in plan.indices {
      let isConcerned = plan[step].concerns(examination)
      guard isConcerned || withoutGates else { continue }
      let checks = plan[step].checks.span
      for index in checks.indices {
        if let first = checks[index].inForce, examination.asOf < first { continue }
        reporter.run(checks[index], on: examination)
      }
    }
    if let order = examination.order { run(on: order, &reporter) }
    return reporter.findings
  }

  /// Every finding on an order without a request that could be read.
  public static func examine(_ order: borrowing OrderExamination) -> [Finding] {
    var reporter = Reporter()
    run(on: order, &reporter)
    return reporter.findings
  }

  private static func run(on order: borrowing OrderExamination, _ reporter: inout Reporter) {
    let all = RuleCatalog.orderPlan
    let plan = all.span
    for step in plan.indices where plan[step].concerns(order) {
      let checks = plan[step].checks.span
      for index in checks.indices {
        if let first = checks[index].inForce, order.asOf < first { continue }
        reporter.run(checks[index], on: order)
      }
    }
  }
}
