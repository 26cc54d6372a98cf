// SPDX-License-Identifier: Apache-2.0

/// Runs the rules of the catalog.
public enum Preflight {
  /// Every finding, in the order of the catalog.
  public static func examine(_ examination: borrowing Examination) -> [Finding] {
    var reporter = Reporter()
    for position in RuleCatalog.all.indices {
      if let first = RuleCatalog.all[position].inForce, examination.asOf < first { continue }
      reporter.run(position, on: examination)
    }
    return reporter.findings
  }
}
