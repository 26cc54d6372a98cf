// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

extension Rule {
  /// Names that the public DNS does not have.
  static let nameInternal = Rule(
    "name.internal", .error, predicts: -4, .inferred, inForce: CalendarDate(2015, 11, 1),
    summary: "a name lies below a top-level domain of IANA's root zone",
    fix: "use a name below a domain of your own on the Internet, or a CA of your own for private names",
    citations: [
      "BR 7.1.2.7.12", "BR 1.6.1 Internal Name", "BR 4.2.2",
      "AutoApplySSL sample answer: errorDetail Invalid Internet TLD",
    ]
  ) { examination, reporter in
    for name in examination.unusualNames where name.isReadable && !name.isPrivate {
      guard let reason = InternalWording.reason(name.host) else { continue }
      // A request alone below .example is an example; an order for it is refused.
      if !name.isOrdered, name.host.labels.last?.ascii == "example" { continue }
      reporter.report(name, reason, detail: "Invalid Internet TLD")
    }
  }
}

/// What is said of a name that the Internet does not have.
private enum InternalWording {
  static func reason(_ host: HostName) -> String? {
    let scope = host.scope
    guard scope.isInternal else { return nil }
    switch scope {
    case .singleLabel where host.wildcard == .leftmost && TopLevelDomains.contains(host.base ?? ""): return nil
    case .singleLabel: return "has no dot and so is no name of the Internet; public CAs certify full names only"
    case .unlisted(let topLevel): return "ends in .\(topLevel), which is no top-level domain of the Internet"
    case .specialUse(let domain):
      return "lies in .\(domain.name), which is set apart for private use (\(domain.reference)) and never public"
    case .delegated, .onion, .reverseZone, .address, .unreadable: return nil
    }
  }
}
