// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

extension Rule {
  /// Names in the reverse zones.
  static let nameReverseZone = Rule(
    "name.reverse-zone", .error, .inferred, inForce: CalendarDate(2026, 3, 15),
    summary: "a name does not lie below in-addr.arpa or ip6.arpa",
    fix: "use the host's own name, or list its IP address where the product takes addresses",
    citations: ["BR 7.1.2.7.12"]
  ) { examination, reporter in
    for name in examination.unusualNames where name.isReadable && name.host.scope == .reverseZone {
      reporter.report(
        name, "lies in a reverse zone, for which no certificate is issued since 2026-03-15")
    }
  }
}
