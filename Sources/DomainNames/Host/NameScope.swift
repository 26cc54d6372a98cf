// SPDX-License-Identifier: Apache-2.0

/// In which part of the name space a name lies, which decides whether a public CA may issue for it at all.
public enum NameScope: Sendable, Hashable {
  /// Below a top-level domain of IANA's root zone.
  case delegated(topLevel: String)
  /// One label, such as `server1` or `com`.
  case singleLabel
  /// Below `.onion`: issued for under BR appendix B.
  case onion(OnionAddress)
  /// Below in-addr.arpa or ip6.arpa, where no certificate is issued since 2026-03-15 (BR 7.1.2.7.12).
  case reverseZone
  /// Below a domain that is set apart, such as `.local` or `example.com`.
  case specialUse(SpecialUseDomain)
  /// Below a top-level domain that does not exist.
  case unlisted(topLevel: String)
  /// An IP address.
  case address(IPAddress)
  /// No name that could lie anywhere.
  case unreadable

  /// Whether it is an Internal Name (BR 1.6.1): no name of the public DNS.
  public var isInternal: Bool {
    switch self {
    case .singleLabel, .unlisted: true
    case .specialUse(let domain): !TopLevelDomains.contains(String(domain.name.split(separator: ".").last ?? ""))
    case .delegated, .onion, .reverseZone, .address, .unreadable: false
    }
  }
}

extension HostName {
  /// In which part of the name space the name lies; a leading `*.` changes nothing.
  public var scope: NameScope {
    if let address { return .address(address) }
    guard let base, let topLevel = labels.last?.ascii else { return .unreadable }
    let names = labels.filter { $0.kind != .wildcard }
    guard names.count > 1 else { return names.isEmpty ? .unreadable : .singleLabel }
    if topLevel == "onion" { return .onion(OnionAddress(label: names[names.count - 2].ascii ?? "")) }
    if HostName.reverseZones.contains(where: { base == $0 || base.hasSuffix("." + $0) }) { return .reverseZone }
    if let domain = SpecialUseDomain.covering(base) { return .specialUse(domain) }
    return TopLevelDomains.contains(topLevel) ? .delegated(topLevel: topLevel) : .unlisted(topLevel: topLevel)
  }

  private static let reverseZones = ["in-addr.arpa", "ip6.arpa"]
}
