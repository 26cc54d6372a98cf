// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKit
internal import Preflight

/// What is the case, in a few words: the title of the page and the number of findings.
struct PageSummary {
  /// The state, which determines the color.
  enum State: String {
    case empty, good, doubtful, bad
  }

  let state: State
  let title: String
  /// The next step, as a sentence; nil if the title is enough.
  let advice: String?
  /// The number of requests and findings, as a sentence.
  let counts: String

  init(_ reading: PageReading?) {
    guard let reading else {
      (state, title, counts) = (.empty, "Check a CSR", "")
      advice = "Paste a certificate signing request (CSR) to see what is wrong with it and how to order with it."
      return
    }
    counts = PageSummary.counts(reading)
    (state, title, advice) = PageSummary.verdict(reading)
  }

  private static func verdict(_ reading: PageReading) -> (State, String, String?) {
    let (errors, warnings) = (reading.count(.error), reading.count(.warning))
    guard !reading.entries.isEmpty else {
      if reading.hasPrivateKey { return (.bad, "Private key refused", "Paste the CSR, never the private key.") }
      return reading.failures.isEmpty
        ? (.empty, "No CSR yet", "Paste a CSR to check it.") : (.bad, "No CSR found", "See what the input is below.")
    }
    if errors > 0 { return (.bad, "\(count(errors, "problem")) to fix", nil) }
    let hasProduct = reading.entries.contains { $0.check.effective.selection != nil }
    let missing = Set(reading.entries.flatMap { $0.missing.map(\.name) }).count
    if missing > 0 {
      return (.doubtful, "\(count(missing, "value")) missing", "Fill in the parameters that are marked as required.")
    }
    let next = hasProduct ? nil : "Choose a product to check the order."
    if warnings > 0 { return (.doubtful, "\(count(warnings, "warning")) to check", next) }
    guard hasProduct else {
      let title = reading.entries.count == 1 ? "This CSR has no problems" : "These CSRs have no problems"
      return (.good, title, next)
    }
    if reading.entries.contains(where: { $0.check.verdict != .accepted }) {
      return (.doubtful, "The CA may refuse this order", nil)
    }
    return (.good, "Ready to order", nil)
  }

  private static func counts(_ reading: PageReading) -> String {
    let requests = reading.reports.count
    guard requests > 0 || !reading.failures.isEmpty || reading.hasPrivateKey else { return "" }
    let found = [
      count(reading.count(.error), "error"), count(reading.count(.warning), "warning"),
      count(reading.count(.info), "note"),
    ].joined(separator: ", ")
    return "\(requests == 0 ? "No CSR" : count(requests, "CSR")): \(found)"
  }

  /// `1 name`, `2 names`.
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
