// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Asterisks that are no leftmost `*.`.
  static let wildcardPosition = Rule(
    "wildcard.position", .error, predicts: -6, .inferred,
    summary: "a wildcard is one `*.` at the left of a name",
    fix: "write one *. at the left, such as *.example.com; list other names one by one",
    citations: ["BR 1.6.1 Wildcard Domain Name", "BR 3.2.2.6", "RFC 9525 §6.3", "AutoApplySSL errors -5 and -6"]
  ) { examination, reporter in
    let isForPlainNames = examination.order?.product.map { !$0.isWildcard } ?? false
    for name in examination.unusualNames {
      guard let reason = WildcardWording.reason(name.host.wildcard) else { continue }
      // "May not contain a wildcard" and "exactly one" are the reference's words; where the one must stand is not.
      let isDocumented = isForPlainNames || name.host.wildcard == .several
      reporter.report(
        name, reason, commonName: .error(isForPlainNames ? .wildcardNotAllowed : .wildcardRequired),
        certainty: isDocumented ? .documented : .inferred)
    }
  }
}

/// What is said of an asterisk in the wrong place.
private enum WildcardWording {
  static func reason(_ form: WildcardForm) -> String? {
    switch form {
    case .none, .leftmost: nil
    case .bare: "is a bare asterisk, which names no domain"
    case .partial: "has an asterisk inside a label; a wildcard takes the place of a whole label"
    case .several: "has more than one asterisk; a certificate covers one level of names only"
    case .notLeftmost: "has its asterisk in the middle; only the leftmost label can be a wildcard"
    }
  }
}
