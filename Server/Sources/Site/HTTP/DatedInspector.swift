// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import CSRKitBase

/// The site's inspector with the date for which a request applies the rules.
struct DatedInspector: Sendable {
  let inspector: Inspector
  let day: CalendarDate

  func inspect(_ input: [UInt8], name: String) -> Inspection { inspector.inspect(input, name: name, on: day) }

  func inspect(formOf question: OrderQuestion) -> Inspection { inspector.inspect(formOf: question, on: day) }

  func check(_ report: RequestReport, for form: OrderForm) -> OrderCheck { inspector.check(report, for: form, on: day) }

  func check(_ inspection: Inspection, formOf question: OrderQuestion) -> OrderCheck {
    inspector.check(inspection, formOf: question, on: day)
  }

  func effectiveOrder(_ form: OrderForm, request report: RequestReport?) -> EffectiveOrder {
    inspector.effectiveOrder(form, request: report)
  }

  func prepare(_ form: OrderForm, request report: RequestReport) -> PreparedOrder {
    inspector.prepare(form, request: report, on: day)
  }

  func plan(_ report: RequestReport, for question: PlanQuestion) throws(PlanningError) -> ValidationPlan {
    try inspector.plan(report, for: question, on: day)
  }
}
