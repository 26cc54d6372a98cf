// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// The result of reading the form: one entry for each request, and what else the input contains.
struct PageReading {
  /// One request with its order.
  struct Entry {
    let report: RequestReport
    let check: OrderCheck
    /// The validation plan, or why there is none.
    let plan: Result<ValidationPlan, PlanningError>

    /// The findings on the request, and on the order if a product is chosen; the most severe first.
    var findings: [Finding] {
      let all = check.effective.selection == nil ? report.findings : check.findings
      return Severity.allCases.reversed().flatMap { severity in all.filter { $0.severity == severity } }
    }

    /// The title of the request: its first name.
    var title: String { report.commonName ?? report.alternativeNameTexts.first ?? "(no name)" }
  }

  /// The maximum number of requests on one page.
  static let limit = 50

  /// The requests that are shown.
  private(set) var entries: [Entry] = []
  /// All requests.
  private(set) var reports: [RequestReport] = []
  /// The number of requests that are not shown.
  var hidden: Int { reports.count - entries.count }
  /// Messages about inputs that cannot be read.
  private(set) var failures: [String] = []
  /// The number of inputs that were too complex to read.
  private(set) var complexInputs = 0
  /// Whether the input contains a private key.
  private(set) var hasPrivateKey = false

  init(_ form: PageForm, with inspector: DatedInspector) {
    for input in form.inputs {
      let inspection = inspector.inspect(input.content, name: input.name)
      hasPrivateKey = hasPrivateKey || inspection.hasPrivateKey
      for failure in inspection.failures { failures.append("\(input.name): \(failure.error)") }
      if let complexity = inspection.complexity {
        complexInputs += 1
        failures.append("\(input.name): \(complexity)")
      } else if inspection.isEmpty, inspection.failures.isEmpty {
        failures.append("\(input.name): \(inspection.explanation.message)")
      }
      for report in inspection.requests {
        reports.append(report)
        guard entries.count < PageReading.limit else { continue }
        entries.append(PageReading.entry(report, form.order, inspector))
      }
    }
  }

  private static func entry(_ report: RequestReport, _ form: OrderForm, _ inspector: DatedInspector) -> Entry {
    let check = inspector.check(report, for: form)
    let plan = Result { () throws(PlanningError) in try inspector.plan(report, for: check.effective) }
    return Entry(report: report, check: check, plan: plan)
  }
}

extension DatedInspector {
  /// Plans the validation of an order: for its names, by its methods.
  ///
  /// Without a chosen method, the plan uses the one with the least work instead of the API's default, email.
  fileprivate func plan(_ report: RequestReport, for order: EffectiveOrder) throws(PlanningError) -> ValidationPlan {
    var question = PlanQuestion()
    question.form = order.selection == nil ? nil : order.form
    question.uniqueValue = order.value(.uniqueValue).flatMap { try? UniqueValue($0) }
    return try plan(report, for: question)
  }
}
