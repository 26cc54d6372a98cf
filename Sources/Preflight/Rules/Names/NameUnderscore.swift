// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

extension Rule {
  /// Underscores in names.
  static let nameUnderscore = Rule(
    "name.underscore", .error, predicts: -25, .inferred, inForce: CalendarDate(2019, 5, 1),
    summary: "a name has no underscore",
    fix: "choose a name without an underscore; DNS has such names, certificates may not have them since 2019",
    citations: ["BR 7.1.2.7.12", "CA/B Forum ballot SC-12", "DecodeCSR error -25"]
  ) { examination, reporter in
    for name in examination.unusualNames where name.host.faults.contains(where: { $0.kind == .underscore }) {
      reporter.report(name, "has an underscore")
    }
  }
}
