// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension Rule {
  /// One rule for each step in which the lifetime of certificates shrinks (BR 6.3.2).
  static let validitySteps: [Rule] = ValidityStep.all.map { step in
    Rule.order(
      "validity.\(step.days)-days", .info, .inferred, inForce: step.from,
      summary: "a term that is bought is no longer than the \(step.days) days that one certificate may last",
      fix: "plan for replacing the certificate within the term; the CA reissues it without charge",
      citations: ["BR 6.3.2", "CA/B Forum ballot SC-81"]
    ) { examination, reporter in
      guard step == ValidityStep.inForce(on: examination.asOf), let term = ValidityStep.term(examination.order),
        term.days > step.days
      else { return }
      reporter.report(
        "\(term.days) days are bought, and since \(step.from) one certificate lasts at most \(step.days)",
        field: term.name.spelling)
    }
  }
}

/// A greatest lifetime and the day from which it holds.
private struct ValidityStep: Sendable, Hashable {
  let from: CalendarDate
  let days: Int

  static let all = [
    ValidityStep(from: CalendarDate(2026, 3, 15), days: 200),
    ValidityStep(from: CalendarDate(2027, 3, 15), days: 100),
    ValidityStep(from: CalendarDate(2029, 3, 15), days: 47),
  ]

  /// The step that holds on a day.
  static func inForce(on day: CalendarDate) -> ValidityStep? { all.last { $0.from <= day } }

  /// The term that is bought, in days.
  static func term(_ order: EffectiveOrder) -> (name: ParameterName, days: Int)? {
    if let days = order.value(.days).flatMap({ Int($0) }) { return (.days, days) }
    guard let years = order.value(.years).flatMap({ Int($0) }), (1...100).contains(years) else { return nil }
    return (.years, years * 365)
  }
}
