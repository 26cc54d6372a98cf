// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  static let wildcardPosition = Rule(
    "wildcard.position", .error, predicts: -6, .inferred,
    summary: "a wildcard must be a single `*.` at the start of a name",
    fix: "write one *. at the start, as in *.example.com, and list other names one by one",
    citations: ["BR 1.6.1 Wildcard Domain Name", "BR 3.2.2.6", "RFC 9525 §6.3", "AutoApplySSL errors -5 and -6"]
  ) { examination, reporter in
    let isForPlainNames = examination.order?.product.map { !$0.isWildcard } ?? false
    for name in examination.unusualNames {
      guard let reason = name.host.wildcard.misuse else { continue }
      // The reference documents "may not contain a wildcard" and "exactly one", but not the position.
      let isInferred = examination.order?.product?.correspondingCode != nil
      let isDocumented = !isInferred && (isForPlainNames || name.host.wildcard == .several)
      reporter.report(
        name, reason, commonName: .error(isForPlainNames ? .wildcardNotAllowed : .wildcardRequired),
        certainty: isDocumented ? .documented : .inferred)
    }
  }

  static let wildcardPublicSuffix = Rule(
    "wildcard.public-suffix", .error, predicts: -4, .inferred,
    summary: "the domain of a wildcard must not be a public suffix",
    fix: "order the wildcard for your own domain, such as *.example.co.uk",
    citations: ["BR 3.2.2.6", "Public Suffix List, ICANN section"]
  ) { examination, reporter in
    let wildcards = examination.unusualNames.filter { $0.host.wildcard == .leftmost && $0.isReadable }
    guard !wildcards.isEmpty, let list = try? PublicSuffixList() else { return }
    for name in wildcards {
      guard let suffix = name.host.suffixUnderWildcard(list), !name.host.scope.isUnknown else { continue }
      reporter.report(name, "covers every name under \(suffix), which belongs to a registry, not to one owner")
    }
  }

  static let namePublicSuffix = Rule(
    "name.public-suffix", .warning, .inferred,
    summary: "a name should not be a public suffix, which only its registry can prove to control",
    fix: "order your own domain under it, such as example.co.uk",
    citations: ["BR 1.6.1 Base Domain Name", "BR 1.6.1 Authorization Domain Name", "Public Suffix List, ICANN section"]
  ) { examination, reporter in
    let names = examination.unusualNames.filter { $0.host.wildcard == .none && $0.isReadable && !$0.isPrivate }
    guard !names.isEmpty, let list = try? PublicSuffixList() else { return }
    for name in names {
      guard let base = name.host.base, name.host.labels.count > 1, case .delegated = name.host.scope,
        list.isPublicSuffix(base)
      else { continue }
      reporter.report(
        name, "is a public suffix: only the registry of the names below it can prove control", commonName: .nothing,
        listed: false)
    }
  }
}

extension WildcardForm {
  /// What is wrong with the asterisk, as the rest of a sentence that starts with the name.
  fileprivate var misuse: String? {
    switch self {
    case .none, .leftmost: nil
    case .bare: "is a bare asterisk without a domain"
    case .partial: "has an asterisk inside a label: a wildcard must be an entire label"
    case .several: "has more than one asterisk: a certificate covers only one level of names"
    case .notLeftmost: "has an asterisk in the middle: only the leftmost label can be a wildcard"
    }
  }
}

extension NameScope {
  /// Whether the name is not public; other rules report this.
  fileprivate var isUnknown: Bool {
    switch self {
    case .unlisted, .specialUse, .reverseZone, .onion, .address, .unreadable: true
    case .singleLabel, .delegated: false
    }
  }
}
