// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  static let validationEmailAddress = Rule.order(
    "validation.email-address", .warning, .inferred,
    summary: "validation email should go to admin, administrator, webmaster, hostmaster or postmaster at the name's "
      + "domain",
    fix: "call GetDCVEmailAddressList in the 24 hours before ordering, and choose an address that it returns",
    citations: ["BR 3.2.2.4.4", "BR 3.2.2.4.14", "AutoApplySSL dcvEmailAddress", "GetDCVEmailAddressList request"]
  ) { examination, reporter in
    guard examination.order.validation.choices.contains(where: { $0.emailAddress != nil }),
      let mailboxes = Mailboxes()
    else { return }
    let choices = examination.order.validation.choices.filter { $0.name.origin != .default }
    for choice in choices where choice.method == .email && choice.name.shape != .ipAddress {
      guard let text = choice.emailAddress, let address = EmailAddress(text) else { continue }
      let domain = HostName(address.domain).ascii ?? address.domain
      if !mailboxes.isOwn(domain, of: choice.name) {
        reporter.reportForeignDomain(text, domain, choice, choices, mailboxes)
      } else if !Mailboxes.constructed.contains(address.localPart.lowercased()) {
        reporter.report(
          "address \(quoted(text)) is not one of the five that CAs use at \(quoted(domain)); it is accepted only if "
            + "the domain's DNS lists it as a contact", field: choice.addressParameter.spelling)
      }
    }
  }
}

/// The mailboxes that belong to a name.
private struct Mailboxes {
  static let constructed: Set<String> = ["admin", "administrator", "webmaster", "hostmaster", "postmaster"]

  private let suffixes: PublicSuffixList

  /// Fails without a Public Suffix List.
  init?() {
    guard let list = try? PublicSuffixList() else { return nil }
    suffixes = list
  }

  /// Whether an email domain is the name or a parent domain that is not a public suffix (BR 1.6.1, Authorization Domain
  /// Name).
  func isOwn(_ domain: String, of name: EffectiveName) -> Bool {
    let host = name.shape == .wildcard ? String(name.folded.dropFirst(2)) : name.folded
    return host == domain || host.hasSuffix("." + domain) && !suffixes.isPublicSuffix(domain)
  }

  /// Why an email domain does not belong to a name, as a clause.
  func relation(of domain: String, to name: EffectiveName) -> String {
    suffixes.isPublicSuffix(domain)
      ? "is at a public suffix, which belongs to a registry and not to the owner of \(quoted(name.given))"
      : "is not at the domain of \(quoted(name.given)) or a parent domain"
  }
}

extension Reporter {
  /// Reports an address whose domain does not belong to its name; if it belongs to another name of the list, the
  /// list is in the wrong order.
  fileprivate mutating func reportForeignDomain(
    _ text: String, _ domain: String, _ choice: DCVChoice, _ choices: [DCVChoice], _ mailboxes: Mailboxes
  ) {
    let other = choices.first { mailboxes.isOwn(domain, of: $0.name) }
    if let other {
      report(
        "address \(quoted(text)) is listed for \(quoted(choice.name.given)), but belongs to "
          + quoted(other.name.given), parameter: choice.addressParameter, severity: .error,
        fix: "list the addresses in the order of the names", predicts: .error(.invalidArgument))
    } else {
      report(
        "address \(quoted(text)) \(mailboxes.relation(of: domain, to: choice.name)); it is accepted only if the DNS of "
          + "the name's domain lists it as a contact", field: choice.addressParameter.spelling)
    }
  }
}
