// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

extension Rule {
  /// Mail addresses below a top-level domain that does not exist.
  static let formEmailDomain = Rule.order(
    "form.email-domain", .error, predicts: -4,
    summary: "a mail address lies below a top-level domain of IANA's root zone",
    fix: "correct the address",
    citations: ["AutoApplySSL sample answer: errorDetail Invalid Internet TLD", "AutoApplySSL error -4"]
  ) { examination, reporter in
    let order = examination.order
    for name in order.values.given where Parameter.addresses.contains(name) {
      let row = name.parameter
      let text = order.value(row.name) ?? ""
      for item in row.isList ? ListText(text).items : [text] {
        guard let address = EmailAddress(item), let topLevel = address.domain.split(separator: ".").last,
          !TopLevelDomains.contains(HostName(address.domain).labels.last?.ascii ?? String(topLevel))
        else { continue }
        reporter.report(
          "the address \(quoted(item)) in \(row.name) ends in .\(topLevel), which is no top-level domain",
          parameter: row.name, detail: "Invalid Internet TLD")
      }
    }
  }
}

extension Parameter {
  fileprivate static let addresses = ParameterCatalog.all.reduce(into: ParameterSet()) { names, row in
    if row.holdsAddresses { names.insert(row.name) }
  }

  private var holdsAddresses: Bool {
    switch allowed {
    case .format(.emailAddress), .format(.emailAddressOrNone), .format(.dcvEmailAddresses): true
    default: false
    }
  }
}
