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
    guard examination.order.validation.choices.contains(where: { $0.emailAddress != nil }) else { return }
    let choices = examination.order.validation.choices.filter { $0.name.origin != .default }
    for choice in choices where choice.method == .email && choice.name.shape != .ipAddress {
      guard let text = choice.emailAddress, let address = EmailAddress(text) else { continue }
      let domain = HostName(address.domain).ascii ?? address.domain
      let name = choice.name.folded
      if !MailboxWording.covers(domain, name) {
        reporter.reportForeign(text, domain, choice, choices)
      } else if !MailboxWording.constructed.contains(address.localPart.lowercased()) {
        reporter.report(
          "the address \(quoted(text)) is none of the five that CAs write to at \(quoted(domain)); it is taken only if "
            + "the domain's DNS names it as its contact", field: choice.parameter.spelling)
      }
    }
  }
}

/// Which mailboxes belong to a name.
private enum MailboxWording {
  static let constructed: Set<String> = ["admin", "administrator", "webmaster", "hostmaster", "postmaster"]

  /// Whether a mail domain is a name's own or one above it.
  static func covers(_ domain: String, _ name: String) -> Bool {
    let host = name.utf8.starts(with: [0x2A, 0x2E]) ? String(name.dropFirst(2)) : name
    return host == domain || host.hasSuffix("." + domain)
  }
}

extension Reporter {
  /// Reports an address at a domain that has nothing to do with its name; that of another name of the list is a list in
  /// the wrong order.
  fileprivate mutating func reportForeign(
    _ text: String, _ domain: String, _ choice: DCVChoice, _ choices: [DCVChoice]
  ) {
    let other = choices.first { MailboxWording.covers(domain, $0.name.folded) }
    if let other {
      report(
        "the address \(quoted(text)) stands in the place of \(quoted(choice.name.given)) and belongs to "
          + quoted(other.name.given), parameter: choice.parameter, severity: .error,
        fix: "list the addresses in the order of the names", predicts: .error(.invalidArgument))
    } else {
      report(
        "the address \(quoted(text)) is not at the domain of \(quoted(choice.name.given)) or above it; it is taken only "
          + "if the domain's DNS names it as its contact", field: choice.parameter.spelling)
    }
  }
}
