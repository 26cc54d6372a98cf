// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

extension Rule {
  /// Asterisks that are no leftmost `*.`.
  static let wildcardPosition = Rule(
    "wildcard.position", .error, predicts: -6, .inferred,
    summary: "a wildcard is one `*.` at the left of a name",
    fix: "write one *. at the left, such as *.example.com; list other names one by one",
    citations: ["BR 1.6.1 Wildcard Domain Name", "BR 3.2.2.6", "RFC 9525 §6.3", "AutoApplySSL errors -5 and -6"]
  ) { examination, reporter in
    for name in examination.unusualNames {
      let reason: String
      switch name.host.wildcard {
      case .none, .leftmost: continue
      case .bare: reason = "is a bare asterisk, which names no domain"
      case .partial: reason = "has an asterisk inside a label; a wildcard takes the place of a whole label"
      case .several: reason = "has more than one asterisk; a certificate covers one level of names only"
      case .notLeftmost: reason = "has its asterisk in the middle; only the leftmost label can be a wildcard"
      }
      reporter.report(
        "the \(name.title) \(quoted(name.host.text)) \(reason)", at: name.place,
        predicts: name.origin == .commonName ? .rule : .nothing)
    }
  }
}
