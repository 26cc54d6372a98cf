// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

extension Rule {
  /// IP addresses that nobody on the Internet owns.
  static let nameReservedAddress = Rule(
    "name.reserved-address", .error, .inferred, inForce: CalendarDate(2015, 11, 1),
    summary: "an IP address is not in a block that IANA reserves",
    fix: "use an address of your own on the Internet, or a CA of your own for private addresses",
    citations: ["BR 7.1.2.7.12", "BR 1.6.1 Reserved IP Address", "IANA special-purpose address registries"]
  ) { examination, reporter in
    for name in examination.unusualNames where !name.isPrivate {
      guard let address = name.host.address else { continue }
      if let block = address.specialPurpose {
        reporter.report(name, "is reserved: it lies in \(block), \(block.name) (\(block.reference))")
      } else if address.isMulticast {
        reporter.report(name, "is a multicast address, which names no host")
      }
    }
  }
}
