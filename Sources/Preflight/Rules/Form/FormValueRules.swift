// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

/// The values of form parameters.
extension Rule {
  static let formInvalidValue = Rule.order(
    "form.invalid-value", .error, predicts: -4,
    summary: "a value must have the type, length and format that the API requires",
    fix: "correct the value",
    citations: ["AutoApplySSL error -4", "AutoApplySSL request parameters: type, maximum length, description"]
  ) { examination, reporter in
    let order = examination.order
    var seen = ParameterSet()
    for index in order.form.fields.indices {
      guard let name = order.form.fields[index].parameter, seen.insert(name), let text = order.form[name],
        !text.isEmpty
      else { continue }
      let row = name.parameter
      if row.allowed == .format(.country) || row.isIgnored(by: order) { continue }
      guard let fault = row.fault(in: text, product: examination.product) else { continue }
      if case .notListed(let listed, let contest) = fault {
        let choices = listed.map(String.init).joined(separator: ", ")
        reporter.report(
          "\(name) \(quoted(text)) \(fault)", parameter: name, contest: contest,
          fix: "write one of \(choices), or ask your account manager whether the account has other terms")
        continue
      }
      reporter.report(
        "\(name) \(quoted(text)) \(fault)", parameter: name, fix: fault.fix(for: row),
        certainty: fault.isDocumented(row, examination.product) ? .documented : .inferred)
    }
  }

  static let formEmailDomain = Rule.order(
    "form.email-domain", .error, predicts: -4,
    summary: "an email address must be under a top-level domain in IANA's root zone",
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
          "address \(quoted(item)) in \(row.name) ends in .\(topLevel), which is not a top-level domain",
          parameter: row.name, detail: "Invalid Internet TLD")
      }
    }
  }

  static let formTruncatedValue = Rule.order(
    "form.truncated-value", .warning,
    summary: "a value should not have more characters than the CA keeps",
    fix: "shorten the value, so that you decide where it is cut",
    citations: ["AutoApplySSL request parameters: maximum length"]
  ) { examination, reporter in
    let order = examination.order
    for name in order.values.written where name.parameter.overlength == .truncated {
      let field = order[name]
      guard let length = field.truncatedFrom, let value = field.value else { continue }
      let kept = value.unicodeScalars.count
      reporter.report(
        "\(name) has \(length) characters: the CA cuts it to \(kept), \(quoted(value))"
          + name.parameter.meaning(ofTruncated: value),
        field: name.spelling, fix: name.parameter.allowed == .format(.country) ? "write the two-letter code" : nil)
    }
  }
}

extension ValueFault {
  fileprivate func fix(for row: Parameter) -> String? {
    switch self {
    case .notAllowed(let nearest?): return "write \(nearest)"
    case .outOfRange(let range) where range.upperBound < .max:
      return "write a number from \(range.lowerBound) to \(range.upperBound)"
    case .notOffered(let values) where !values.isEmpty:
      return "write one of " + values.map(String.init).joined(separator: ", ")
    case .malformed(let format): return "write \(format.title)"
    case .empty: return "give a value, or leave \(row.name) out"
    default: break
    }
    let choices = row.allowed.choices.map(\.value)
    return choices.isEmpty || choices.count > 8 ? nil : "write one of " + choices.joined(separator: ", ")
  }

  /// Whether the reference itself excludes the value; it does not specify, for example, the format of an address or the
  /// years for which a qualified certificate is sold.
  fileprivate func isDocumented(_ row: Parameter, _ product: Product?) -> Bool {
    switch self {
    case .malformed(.alphanumeric), .malformed(.date), .malformed(.dunsNumber): true
    case .malformed, .controlCharacter: false
    case .notOffered where row.name == .years: product?.validity.value.yearsSource.certainty == .documented
    default: true
    }
  }
}

extension Parameter {
  /// Whether a value has no effect on the order.
  func isIgnored(by order: EffectiveOrder) -> Bool {
    subjectAttribute != nil && name != .commonName && order.mode == .requestOnly || ignoredWhen.holds(in: order.values)
  }

  /// The meaning of a truncated country code, as a clause: AUT becomes AU, which is another country.
  fileprivate func meaning(ofTruncated value: String) -> String {
    guard allowed == .format(.country), case .assigned(let country) = CountryCode(value) else { return "" }
    return ", which is \(country)"
  }

  /// The parameters that contain email addresses.
  fileprivate static let addresses = ParameterCatalog.all.reduce(into: ParameterSet()) { names, row in
    if row.containsAddresses { names.insert(row.name) }
  }

  private var containsAddresses: Bool {
    switch allowed {
    case .format(.emailAddress), .format(.emailAddressOrNone), .format(.dcvEmailAddresses): true
    default: false
    }
  }
}
