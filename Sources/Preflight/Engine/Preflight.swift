// SPDX-License-Identifier: Apache-2.0

/// Runs the rules of the catalog.
public enum Preflight {
  /// Every finding, in the order of the catalog.
  public static func examine(_ examination: borrowing Examination) -> [Finding] {
    var reporter = Reporter()
    for step in RuleCatalog.plan where step.concerns(examination) {
      for check in step.checks {
        if let first = check.inForce, examination.asOf < first { continue }
        reporter.run(check, on: examination)
      }
    }
    return reporter.findings
  }
}
