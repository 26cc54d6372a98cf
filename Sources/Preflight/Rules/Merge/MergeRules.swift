// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase

extension Rule {
  private static let countries: ParameterSet = [.countryName, .joiCountryName, .appRepCountryName]

  static let mergeCountry = Rule.order(
    "merge.country", .error, predicts: -7,
    summary: "a country in the form must be a two-letter code from ISO 3166-1",
    fix: "use the two-letter code, such as GB for the United Kingdom",
    citations: ["AutoApplySSL error -7", "AutoApplySSL countryName, joiCountryName and appRepCountryName"]
  ) { examination, reporter in
    let order = examination.order
    for name in order.values.given where countries.contains(name) {
      let field = order[name]
      guard field.origin == .parameter, let text = field.value, !name.parameter.isIgnored(by: order) else { continue }
      guard let fault = CountryFault(text) else { continue }
      reporter.report(
        "\(name) \(quoted(text)) \(fault.reason)", field: name.spelling, severity: fault.severity, fix: fault.fix,
        item: text)
    }
  }

  static let mergeCountryNotServed = Rule.order(
    "merge.country-not-served", .warning, .inferred,
    summary: "the CA should validate organizations in the country of the order",
    fix: "ask the CA before you order: the list is a reseller's copy and may be out of date",
    citations: ["Reseller's copy of the CA's list of countries for OV and EV"]
  ) { examination, reporter in
    guard let product = examination.product, product.kind.value != .dv else { return }
    guard let text = examination.order.value(.countryName), notServed.contains(text) else { return }
    reporter.report(
      "country \(text) is on a reseller's list of countries without \(product.kind.value.rawValue) certificates",
      field: ParameterName.countryName.spelling)
  }

  private static let notServed: Set<String> = [
    "RU", "BY", "AF", "CI", "CU", "ER", "GN", "IQ", "IR", "KP", "LR", "MM", "RW", "SD", "SL", "SS", "SY", "VE", "ZW",
  ]

  static let mergeMixedAddress = Rule.order(
    "merge.mixed-address", .warning, .inferred,
    summary: "the lines of the address should come from either the request or the form, not from both",
    fix: "send the complete address in the form with prioritiseCSRValues=P, or with N if the request has no address",
    citations: ["AutoApplySSL prioritiseCSRValues"]
  ) { examination, reporter in
    guard let mixed = examination.order.mixedAddress else { return }
    let fromRequest = mixed.fromRequest.map(\.spelling).joined(separator: ", ")
    let fromForm = mixed.fromForm.map(\.spelling).joined(separator: ", ")
    reporter.report(
      "address is mixed: \(fromRequest) from the request, \(fromForm) from the form",
      field: ParameterName.prioritiseCSRValues.spelling, severity: mixed.mixesStreet ? .warning : .info)
  }

  static let mergeStreetLines = Rule.order(
    "merge.street-lines", .warning,
    summary: "the request must not have more than three lines of street address",
    fix: "shorten the street address to three lines",
    citations: ["AutoApplySSL additional request structures: 2.5.4.9"]
  ) { examination, reporter in
    for line in examination.order.ignoredStreetLines {
      reporter.report("street line \(quoted(line)) of the request is ignored: an order has at most three street lines")
    }
  }

  static let mergeHiddenValue = Rule.order(
    "merge.hidden-value", .info,
    summary: "a value in both the request and the form should be the same in both",
    fix: "use the same value in both, or choose one with prioritiseCSRValues",
    citations: ["AutoApplySSL prioritiseCSRValues"]
  ) { examination, reporter in
    let order = examination.order
    let all = order.fields
    let fields = all.span
    for index in fields.indices where fields[index].hidesValue {
      let name = fields[index].name
      reporter.report("\(name) \(fields[index].hiddenValueReason(order.mode))", field: name.spelling)
    }
  }

  static let mergeOrganizationalUnit = Rule.order(
    "merge.organizational-unit", .info, .inferred, inForce: .organizationalUnit,
    summary: "the form should not have an organizational unit",
    fix: "leave organizationalUnitName out: the CA removes it from the certificate",
    citations: ["BR 7.1.2.7.2", "BR 7.1.2.7.4", "CA/B Forum ballot SC-47"]
  ) { examination, reporter in
    guard examination.order.isGiven(.organizationalUnitName) else { return }
    let field = examination.order[.organizationalUnitName]
    guard field.origin == .parameter, let text = field.value else { return }
    reporter.report(
      "organizational unit \(quoted(text)) will not be in the certificate: OU has been banned since "
        + "\(IndustryDate.organizationalUnit.day)",
      field: field.name.spelling)
  }

  /// The parameters that become subject values, except for codes.
  static let subjectParameters = ParameterSet.merged.subtracting([.countryName])
    .union([.joiLocalityName, .joiStateOrProvinceName, .assumedName])

  static let mergePlaceholder = Rule.order(
    "merge.placeholder", .warning, .inferred,
    summary: "a subject value in the form must not be a placeholder",
    fix: "use the real value, which the CA checks against a register for OV and EV, or leave an optional field out",
    citations: ["BR 7.1.4.2", "BR 7.1.2.7"]
  ) { examination, reporter in
    let order = examination.order
    for name in order.values.given where subjectParameters.contains(name) {
      guard let text = order.value(name), Placeholders.mayContain(text), Placeholders.contains(text),
        order[name].origin == .parameter
      else { continue }
      let isUnused = examination.product?.kind.value == .dv
      reporter.report(
        "\(name) \(quoted(text)) is a placeholder" + (isUnused ? ": a DV certificate does not contain the value" : ""),
        field: name.spelling, severity: isUnused ? .info : nil,
        fix: isUnused ? "take no action: the CA leaves the value out" : nil)
    }
  }

  static let mergeOrganizationMissing = Rule.order(
    "merge.organization-missing", .warning, .inferred,
    summary: "an order for an OV, EV or legal person's certificate must have an organization name",
    fix: "send organizationName, spelled as in the register of the organization's country",
    citations: ["BR 7.1.2.7.4", "EV Guidelines 7.1.4.2.1", "AutoApplySSL organizationName"]
  ) { examination, reporter in
    let order = examination.order
    guard examination.question == .form, let kind = examination.product?.kind.value,
      ProductKind.withOrganization.contains(kind),
      !order.isGiven(.organizationName)
    else { return }
    let hidden: String
    if order.mode == .parametersOnly, order.request.organizationName?.isEmpty == false {
      hidden = "; the request has one, but mode P ignores the request"
    } else if order.mode == .requestOnly, order.form[.organizationName]?.isEmpty == false {
      hidden = "; the form has one, but mode C ignores the form"
    } else {
      hidden = ""
    }
    reporter.report(
      "organizationName is missing: a certificate of the kind \(kind.rawValue) requires it" + hidden,
      field: ParameterName.organizationName.spelling)
  }
}

extension EffectiveField {
  /// Whether a given value is not used and differs from the value that is.
  fileprivate var hidesValue: Bool {
    switch origin {
    case .csr: parameter?.isEmpty == false && parameter != csr
    case .parameter: csr?.isEmpty == false && parameter != csr
    case .absent: parameter?.isEmpty == false || csr?.isEmpty == false
    case .both, .default: false
    }
  }

  /// Why a value is not used, as the rest of a sentence that starts with the parameter.
  fileprivate func hiddenValueReason(_ mode: MergeMode) -> String {
    let (fromRequest, fromForm, used) = (quoted(csr ?? ""), quoted(parameter ?? ""), quoted(value ?? ""))
    return switch origin {
    case .csr: "is \(used) from the request; \(fromForm) from the form is not used (mode \(mode.rawValue))"
    case .parameter: "is \(used) from the form; \(fromRequest) from the request is not used (mode \(mode.rawValue))"
    default:
      mode == .requestOnly
        ? "\(fromForm) from the form is not used: mode C takes values from the request only"
        : "\(fromRequest) from the request is not used: mode P takes values from the form only"
    }
  }
}
