// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Addresses to which the CA will not write for a name.
  static let validationEmailAddress = Rule.order(
    "validation.email-address", .warning, .inferred,
    summary: "a validation mail goes to admin, administrator, webmaster, hostmaster or postmaster at the name's domain",
    fix:
      "choose an address that GetDCVEmailAddressList returns for the name, and call it in the 24 hours before ordering",
    citations: ["BR 3.2.2.4.4", "BR 3.2.2.4.14", "AutoApplySSL dcvEmailAddress", "GetDCVEmailAddressList request"]
  ) { examination, reporter in
    guard examination.order.validation.choices.contains(where: { $0.emailAddress != nil }),
      let mailboxes = Mailboxes()
    else { return }
    let choices = examination.order.validation.choices.filter { $0.name.origin != .default }
    for choice in choices where choice.method == .email && choice.name.shape != .ipAddress {
      guard let text = choice.emailAddress, let address = EmailAddress(text) else { continue }
      let domain = HostName(address.domain).ascii ?? address.domain
      if !mailboxes.belong(domain, to: choice.name) {
        reporter.reportForeign(text, domain, choice, choices, mailboxes)
      } else if !Mailboxes.constructed.contains(address.localPart.lowercased()) {
        reporter.report(
          "the address \(quoted(text)) is none of the five that CAs write to at \(quoted(domain)); it is taken only if "
            + "the domain's DNS names it as its contact", field: choice.addressParameter.spelling)
      }
    }
  }
}

/// Which mailboxes belong to a name.
private struct Mailboxes {
  static let constructed: Set<String> = ["admin", "administrator", "webmaster", "hostmaster", "postmaster"]

  private let suffixes: PublicSuffixList

  /// Nil where there is no Public Suffix List to go by.
  init?() {
    guard let list = try? PublicSuffixList() else { return nil }
    suffixes = list
  }

  /// Whether a mail domain is a name's own or one above it that is no registry's (BR 1.6.1, Authorization Domain Name).
  func belong(_ domain: String, to name: EffectiveName) -> Bool {
    let host = name.shape == .wildcard ? String(name.folded.dropFirst(2)) : name.folded
    return host == domain || host.hasSuffix("." + domain) && !suffixes.isPublicSuffix(domain)
  }

  /// Where a mail domain that is not a name's stands to it, in a clause.
  func relation(of domain: String, to name: EffectiveName) -> String {
    suffixes.isPublicSuffix(domain)
      ? "is at a public suffix, which belongs to a registry and not to the owner of \(quoted(name.given))"
      : "is not at the domain of \(quoted(name.given)) or above it"
  }
}

extension Reporter {
  /// Reports an address at a domain that has nothing to do with its name; that of another name of the list is a list in
  /// the wrong order.
  fileprivate mutating func reportForeign(
    _ text: String, _ domain: String, _ choice: DCVChoice, _ choices: [DCVChoice], _ mailboxes: Mailboxes
  ) {
    let other = choices.first { mailboxes.belong(domain, to: $0.name) }
    if let other {
      report(
        "the address \(quoted(text)) stands in the place of \(quoted(choice.name.given)) and belongs to "
          + quoted(other.name.given), parameter: choice.addressParameter, severity: .error,
        fix: "list the addresses in the order of the names", predicts: .error(.invalidArgument))
    } else {
      report(
        "the address \(quoted(text)) \(mailboxes.relation(of: domain, to: choice.name)); it is taken only if the DNS of "
          + "the name's domain names it as its contact", field: choice.addressParameter.spelling)
    }
  }
}
