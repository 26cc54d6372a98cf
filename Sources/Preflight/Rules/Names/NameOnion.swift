// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

extension Rule {
  /// Onion services with an address that cannot exist.
  static let nameOnion = Rule(
    "name.onion", .error, .inferred,
    summary: "the label before .onion is an address of version 3, with its checksum",
    fix: "copy the address from the service's hostname file",
    citations: ["BR Appendix B", "Tor rend-spec-v3 §6"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      guard case .onion(let address) = name.host.scope, let reason = OnionWording.reason(address) else { continue }
      reporter.report(name, reason)
    }
  }
}

/// What is said of a label before `.onion`.
private enum OnionWording {
  static func reason(_ address: OnionAddress) -> String? {
    switch address {
    case .valid: nil
    case .version2: "is an onion address of version 2, which ended in 2021; CAs certify version 3 only"
    case .wrongLength(let length): "is no onion address: it has \(length) characters where version 3 has 56"
    case .illegalCharacter(let offset): "is no onion address: character \(offset + 1) is not one of a–z and 2–7"
    case .wrongVersion(let version): "is an onion address of version \(version), and CAs certify version 3 only"
    case .checksumMismatch: "is mistyped: the checksum of the onion address does not fit its key"
    }
  }
}
