// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// What the page has to say: one entry for each request, and what else stood in the input.
struct PageReading {
  /// One request with its order.
  struct Entry {
    let report: RequestReport
    let check: OrderCheck
    /// What to publish, or why nothing can be.
    let plan: Result<ValidationPlan, PlanningError>

    /// What is wrong: with the request, and with the order where a product is chosen. The gravest come first.
    var findings: [Finding] {
      let all = check.effective.selection == nil ? report.findings : check.findings
      return Severity.allCases.reversed().flatMap { severity in all.filter { $0.severity == severity } }
    }

    /// What the request is called: its first name.
    var title: String { report.commonName ?? report.alternativeNameTexts.first ?? "(no name)" }
  }

  /// More requests than this are not shown on one page.
  static let limit = 50

  /// The requests that are shown.
  private(set) var entries: [Entry] = []
  /// All requests.
  private(set) var reports: [RequestReport] = []
  /// How many requests are read and not shown.
  var hidden: Int { reports.count - entries.count }
  /// Sentences about what cannot be read.
  private(set) var failures: [String] = []
  /// How many inputs were too complex to read.
  private(set) var complexInputs = 0
  /// Whether a private key was pasted.
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
  /// Plans the proofs of an order: for the names that it will have, by the methods that it asks for.
  ///
  /// A method that nobody chose is left to what is least work, rather than to the API's default of mail.
  fileprivate func plan(_ report: RequestReport, for order: EffectiveOrder) throws(PlanningError) -> ValidationPlan {
    var question = PlanQuestion()
    question.form = order.selection == nil ? nil : order.form
    question.uniqueValue = order.value(.uniqueValue).flatMap { try? UniqueValue($0) }
    return try plan(report, for: question)
  }
}
