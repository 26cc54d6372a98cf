// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

extension Rule {
  static let identifierRolesMissing = Rule.order(
    "identifier.roles-missing", .error, predicts: -120, kinds: [.eIDASPSD2],
    summary: "a PSD2 order must set all four roles to Y or N",
    fix: "send accountServicingRole, paymentInitiationRole, accountInformationRole and paymentServiceRole, each Y or N",
    citations: ["AutoApplySSL error -120", "ETSI TS 119 495 §5.1"]
  ) { examination, reporter in
    guard examination.question == .form else { return }
    let missing = PSD2Roles(examination.order).missing
    guard let first = missing.first else { return }
    let names = missing.map(\.spelling).joined(separator: ", ")
    reporter.report("PSD2 order is missing \(missing.count == 1 ? "a role" : "roles"): \(names)", field: first.spelling)
  }

  static let identifierNoRole = Rule.order(
    "identifier.no-role", .warning, .inferred, kinds: [.eIDASPSD2],
    summary: "a payment service provider must have at least one role",
    fix: "set the roles in the provider's authorization to Y",
    citations: ["ETSI TS 119 495 §5.1"]
  ) { examination, reporter in
    let roles = PSD2Roles(examination.order)
    guard roles.missing.isEmpty, roles.assigned.isEmpty else { return }
    reporter.report(
      "all four roles are N: a payment service provider has at least one", field: PSD2Roles.parameters.first?.spelling)
  }

  static let identifierTAX = Rule.order(
    "identifier.tax", .error, predicts: -121, kinds: ProductKind.qualified,
    summary: "a natural person's tax number must have the type TIN",
    fix: "write TIN instead of TAX",
    citations: ["AutoApplySSL error -121", "ETSI EN 319 412-1 §5.1.3"]
  ) { examination, reporter in
    reporter.reportIdentifiers(examination, with: .taxDeprecated)
  }

  static let identifierFormat = Rule(
    "identifier.format", .error, predicts: -121, .documented, kinds: ProductKind.qualified,
    summary: "an identifier must be a type, a country, a hyphen and a reference, in the format of its type",
    fix: "write the identifier in the format of VATBE-0876866142, PASSK-P3000180 or BE-NBB",
    citations: ["AutoApplySSL error -121", "ETSI EN 319 412-1 §5.1", "ETSI TS 119 495 §5.2"],
    checks: .both(
      request: { $1.reportIdentifiers($0, with: .identifierFormat) },
      order: { $1.reportIdentifiers($0, with: .identifierFormat) }))

  static let identifierCountry = Rule(
    "identifier.country", .error, predicts: -121, .documented, kinds: ProductKind.qualified,
    summary: "an identifier must have a country that its type allows",
    fix: "use the ISO 3166-1 code of the country of the register or authority",
    citations: ["AutoApplySSL error -121", "ETSI EN 319 412-1 §5.1", "ETSI TS 119 495 §5.2"],
    checks: .both(
      request: { $1.reportIdentifiers($0, with: .identifierCountry) },
      order: { $1.reportIdentifiers($0, with: .identifierCountry) }))

  static let identifierAuthority = Rule.order(
    "identifier.authority", .warning, .inferred, kinds: ProductKind.qualified,
    summary: "organizationIdentifier and ncaIdentifier must name the same authority",
    fix: "correct one of the two identifiers",
    citations: ["ETSI TS 119 495 §5.2.1", "ETSI TS 119 495 §5.2.3"]
  ) { examination, reporter in
    guard let other = examination.order.otherAuthority else { return }
    reporter.report(
      "organizationIdentifier names the authority \(other), but ncaIdentifier names another one",
      field: ParameterName.ncaIdentifier.spelling)
  }

  static let identifierUnlistedAuthority = Rule.order(
    "identifier.unlisted-authority", .info, .inferred, kinds: ProductKind.qualified,
    summary: "ncaIdentifier should be on ETSI's list, or the order should have ncaName",
    fix: "send ncaName, the authority's name in English",
    citations: ["AutoApplySSL ncaName", "ETSI TS 119 495 Annex D"]
  ) { examination, reporter in
    let order = examination.order
    guard !order.isGiven(.ncaName), let text = order.value(.ncaIdentifier), let authority = try? NCAIdentifier(text),
      !authority.isListed
    else { return }
    let listed = authority.suggestion.map { ", which has \($0) for the country" } ?? ""
    reporter.report(
      "ncaIdentifier \(quoted(text)) is not in csrkit's copy of ETSI's list\(listed); the CA takes ncaName "
        + "from such a list",
      field: ParameterName.ncaName.spelling)
  }
}

extension Reporter {
  /// Reports the faults of the request's own identifiers for which the API would return a given error.
  fileprivate mutating func reportIdentifiers(_ examination: borrowing Examination, with error: OrderErrorName) {
    for stated in examination.statedIdentifiers {
      guard let fault = stated.fault, fault.error == error else { continue }
      report(stated, ("is invalid: \(fault)", nil))
    }
  }

  /// Reports the faults of identifiers for which the API returns a given error.
  fileprivate mutating func reportIdentifiers(_ examination: borrowing OrderExamination, with error: OrderErrorName) {
    for finding in examination.order.identifierFaults where finding.fault.error == error {
      let text = examination.order.value(finding.parameter) ?? ""
      report(
        "\(finding.parameter) \(quoted(text)) is invalid: \(finding.fault)", parameter: finding.parameter,
        fix: finding.fault.fix, predicts: .error(error))
    }
  }
}

extension IdentifierFault {
  fileprivate var fix: String? {
    if case .lowerCase(let corrected) = self { "write \(corrected)" } else { nil }
  }
}
