// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Wildcards directly above a public suffix.
  static let wildcardPublicSuffix = Rule(
    "wildcard.public-suffix", .error, predicts: -4, .inferred,
    summary: "the name below a wildcard's asterisk is one that somebody can own, not a public suffix",
    fix: "order the wildcard for your own domain, such as *.example.co.uk",
    citations: ["BR 3.2.2.6", "Public Suffix List, ICANN section"]
  ) { examination, reporter in
    let wildcards = examination.unusualNames.filter { $0.host.wildcard == .leftmost && $0.isReadable }
    guard !wildcards.isEmpty, let list = try? PublicSuffixList() else { return }
    for name in wildcards {
      guard let suffix = name.host.suffixUnderWildcard(list), !name.host.scope.isUnknown else { continue }
      reporter.report(
        name, "would cover every name below \(suffix), which belongs to a registry and not to one owner")
    }
  }
}

extension NameScope {
  /// Whether the Internet does not have the name, about which another rule speaks.
  fileprivate var isUnknown: Bool {
    switch self {
    case .unlisted, .specialUse, .reverseZone, .onion, .address, .unreadable: true
    case .singleLabel, .delegated: false
    }
  }
}
