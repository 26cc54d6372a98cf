// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

extension Rule {
  /// Labels with hyphens in their third and fourth place that are no P-Labels.
  static let nameReservedLabel = Rule(
    "name.reserved-label", .error, .inferred, inForce: CalendarDate(2021, 10, 1),
    summary: "a label with hyphens in its third and fourth place is xn-- and valid Punycode (a P-Label)",
    fix: "write the ASCII form (xn--) of the name that is meant, or a name without two hyphens there",
    citations: ["BR 7.1.2.7.12", "BR 1.6.1 P-Label", "RFC 5890 §2.3.1", "CA/B Forum ballot SC-48"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      guard let fault = name.host.faults.first(where: { $0.isReservedLabel }) else { continue }
      reporter.report(name, "cannot be in a certificate: \(name.explain(fault))")
    }
  }
}

extension HostNameFault {
  var isReservedLabel: Bool {
    switch kind {
    case .reservedLabel, .invalidPunycode, .invalidALabel: true
    default: false
    }
  }
}
