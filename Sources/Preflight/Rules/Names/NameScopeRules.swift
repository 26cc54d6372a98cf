// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

/// The scope of names: public CAs certify only names and addresses of the public Internet.
extension Rule {
  static let nameInternal = Rule(
    "name.internal", .error, predicts: -4, .inferred, inForce: .internalNames,
    summary: "a name must be under a top-level domain in IANA's root zone",
    fix: "use a name under a public domain that you own, or a private CA for private names",
    citations: [
      "BR 7.1.2.7.12", "BR 1.6.1 Internal Name", "BR 4.2.2",
      "AutoApplySSL sample answer: errorDetail Invalid Internet TLD",
    ]
  ) { examination, reporter in
    for name in examination.unusualNames where name.isReadable && !name.isPrivate {
      guard let reason = name.host.internalNameReason else { continue }
      // A request alone under .example is an example; an order for it is refused.
      if !name.isOrdered, name.host.labels.last?.ascii == "example" { continue }
      reporter.report(name, reason, detail: "Invalid Internet TLD")
    }
  }

  static let nameReservedAddress = Rule(
    "name.reserved-address", .error, .inferred, inForce: .internalNames,
    summary: "an IP address must not be in a block that IANA reserves",
    fix: "use a public address that you control, or a private CA for private addresses",
    citations: ["BR 7.1.2.7.12", "BR 1.6.1 Reserved IP Address", "IANA special-purpose address registries"]
  ) { examination, reporter in
    for name in examination.unusualNames where !name.isPrivate {
      guard let address = name.host.address else { continue }
      if let block = address.specialPurpose {
        reporter.report(name, "is reserved: it is in \(block), \(block.name) (\(block.reference))")
      } else if address.isMulticast {
        reporter.report(name, "is a multicast address, which does not identify a host")
      }
    }
  }

  static let nameReverseZone = Rule(
    "name.reverse-zone", .error, .inferred, inForce: .reverseZones,
    summary: "a name must not be under in-addr.arpa or ip6.arpa",
    fix: "use the host's own name, or list its IP address if the product covers addresses",
    citations: ["BR 7.1.2.7.12"]
  ) { examination, reporter in
    for name in examination.unusualNames where name.isReadable && name.host.scope == .reverseZone {
      reporter.report(
        name,
        "is in a reverse zone: CAs must not certify such names since "
          + "\(IndustryDate.reverseZones.day)")
    }
  }

  static let nameOnion = Rule(
    "name.onion", .error, .inferred,
    summary: "the label before .onion must be a version 3 address with a valid checksum",
    fix: "copy the address from the service's hostname file",
    citations: ["BR Appendix B", "Tor rend-spec-v3 §6"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      guard case .onion(let address) = name.host.scope, let reason = address.invalidReason else { continue }
      reporter.report(name, reason)
    }
  }
}

extension HostName {
  /// Why the name is not public, as the rest of a sentence that starts with the name; nil if another rule reports it.
  fileprivate var internalNameReason: String? {
    guard scope.isInternal else { return nil }
    switch scope {
    case .singleLabel where wildcard == .leftmost && TopLevelDomains.contains(base ?? ""): return nil
    case .singleLabel: return "has no dot: public CAs certify only fully qualified domain names"
    case .unlisted(let topLevel): return "ends in .\(topLevel), which is not a top-level domain"
    case .specialUse(let domain):
      return "is under .\(domain.name), which is reserved (\(domain.reference)) and never public"
    case .delegated, .onion, .reverseZone, .address, .unreadable: return nil
    }
  }
}

extension OnionAddress {
  /// Why the address is invalid, as the rest of a sentence that starts with the name.
  fileprivate var invalidReason: String? {
    switch self {
    case .valid: nil
    case .version2: "is a version 2 onion address, retired in 2021: CAs certify only version 3"
    case .wrongLength(let length): "is not a valid onion address: it has \(length) characters, but version 3 has 56"
    case .illegalCharacter(let offset): "is not a valid onion address: character \(offset + 1) is not in a–z or 2–7"
    case .wrongVersion(let version): "is an onion address of version \(version): CAs certify only version 3"
    case .checksumMismatch: "is mistyped: the checksum of the onion address does not match its key"
    }
  }
}
