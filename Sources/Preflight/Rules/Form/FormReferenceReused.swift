// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  /// Order references that were used before, where the order asks for the check.
  static let formReferenceReused = Rule.order(
    "form.reference-reused", .error, predicts: -4, .local,
    summary: "with checkFONIsUnique=Y, no order was made before under the same foreignOrderNumber",
    fix: "give the order a foreignOrderNumber of its own, or leave checkFONIsUnique out",
    citations: ["AutoApplySSL checkFONIsUnique", "AutoApplySSL foreignOrderNumber"]
  ) { examination, reporter in
    guard let earlier = examination.earlierReference else { return }
    let name = quoted(examination.order.value(.foreignOrderNumber) ?? "")
    reporter.report(
      "an order named \(name) was made at \(earlier.time); the reference has no error code of its own for that",
      parameter: .foreignOrderNumber)
  }
}
