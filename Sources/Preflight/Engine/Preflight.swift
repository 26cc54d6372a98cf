// SPDX-License-Identifier: Apache-2.0

/// Runs the rules of the catalog.
package enum Preflight {
  /// All findings on a request and its order, if there is one, in catalog order.
  package static func examine(_ examination: borrowing Examination) -> [Finding] {
    var reporter = Reporter()
    for (position, rule) in RuleCatalog.requestRules.enumerated() where rule.isInForce(on: examination.asOf) {
      if case .request(let check) = rule.check { reporter.run(position) { check(examination, &$0) } }
    }
    if let order = examination.order { run(on: order, &reporter) }
    return reporter.findings
  }

  /// All findings on an order without a readable request.
  package static func examine(_ order: borrowing OrderExamination) -> [Finding] {
    var reporter = Reporter()
    run(on: order, &reporter)
    return reporter.findings
  }

  private static func run(on order: borrowing OrderExamination, _ reporter: inout Reporter) {
    var first = RuleCatalog.requestRules.count
    for family in RuleCatalog.orderFamilies {
      if family.applies(order) {
        for (position, rule) in family.rules.enumerated() where rule.isInForce(on: order.asOf) {
          if case .order(let check) = rule.check { reporter.run(first + position) { check(order, &$0) } }
        }
      }
      first += family.rules.count
    }
  }
}
