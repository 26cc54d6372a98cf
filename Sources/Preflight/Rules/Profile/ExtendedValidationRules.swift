// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import DomainNames
internal import PKCS10

/// What an EV certificate says about the organization, in the form and in the request.
extension Rule {
  static let evBusinessCategory = Rule.order(
    "ev.business-category", .info, .inferred, kinds: [.ev],
    summary: "an EV order should have one of the business categories of the EV Guidelines",
    fix: "send businessCategory=b (private organization), c (government entity) or d (business entity)",
    citations: ["EV Guidelines 7.1.4.2.3", "AutoApplySSL businessCategory"]
  ) { examination, reporter in
    let order = examination.order
    if let other = order.request.others.first(where: { $0.oid == KnownOID.businessCategory.dotted }),
      !BusinessCategory.names.contains(other.value)
    {
      reporter.report(
        "businessCategory \(quoted(other.value)) of the request is not one of \(BusinessCategory.list)",
        at: Place(other.range, .subject))
    }
    guard examination.question == .form, !order.isGiven(.businessCategory) else { return }
    reporter.report(
      "businessCategory is missing: the certificate has it, so that the CA has to determine it",
      field: ParameterName.businessCategory.spelling)
  }

  static let evRegistration = Rule.order(
    "ev.registration", .error, predicts: -4, .inferred, kinds: [.ev],
    summary: "an EV order must have a registration number, or else a date of incorporation that is not in the future",
    fix: "send companyNumber as it is in the register, or dateOfIncorporation as YYYY-MM-DD if there is no number",
    citations: [
      "EV Guidelines 7.1.4.2.5", "AutoApplySSL companyNumber and dateOfIncorporation", "CA/B Forum ballot SC-087v2",
    ]
  ) { examination, reporter in
    let order = examination.order
    if let date = order.value(.dateOfIncorporation).flatMap({ CalendarDate($0) }), date > examination.asOf {
      reporter.report("dateOfIncorporation \(date) is in the future", parameter: .dateOfIncorporation)
    }
    if let number = order.value(.companyNumber), !number.isEmpty {
      reporter.reportRegistration(number, on: examination.asOf)
    } else if examination.question == .form, !order.isGiven(.dateOfIncorporation),
      order.value(.businessCategory) != BusinessCategory.government
    {
      let own = order.request.others.first { $0.oid == KnownOID.serialNumber.dotted }?.value
      reporter.report(
        "companyNumber and dateOfIncorporation are missing: the certificate has one of them, so that the CA has to "
          + "determine it", field: ParameterName.companyNumber.spelling, severity: .info,
        fix: own.map { "send companyNumber=\(quoted($0)), which is the serialNumber of the request" })
    }
  }

  static let evJurisdiction = Rule(
    "ev.jurisdiction", .info, .inferred, kinds: [.ev],
    summary:
      "a jurisdiction must have a country from ISO 3166-1, and a state or province where that regulates registration",
    fix: "send joiCountryName, with joiStateOrProvinceName if the state or province registers organizations",
    citations: ["EV Guidelines 7.1.4.2.4", "AutoApplySSL joiCountryName"],
    checks: .both(
      request: { examination, reporter in
        let subject = examination.request.subject
        let bytes = examination.request.der.span
        let value = { (oid: KnownOID) in subject.first { $0.oid.known == oid } }
        let (country, state, locality) = (
          value(.jurisdictionCountry), value(.jurisdictionState), value(.jurisdictionLocality)
        )
        if let country {
          let text = country.displayText(in: bytes)
          if !CountryCode(text).isAssigned {
            reporter.report(
              "jurisdictionCountryName \(quoted(text)) is not a code from ISO 3166-1",
              at: Place(country.range, .subject))
          }
        } else if let part = state ?? locality {
          reporter.report(
            "\(part.oid.label(in: bytes)) is without jurisdictionCountryName", at: Place(part.range, .subject))
        }
        if let locality, state == nil { reporter.reportStateMissing(at: Place(locality.range, .subject)) }
      },
      order: { examination, reporter in
        let order = examination.order
        guard order.isGiven(.joiLocalityName), !order.isGiven(.joiStateOrProvinceName) else { return }
        reporter.reportStateMissing(field: ParameterName.joiLocalityName.spelling)
      }))
}

/// The categories of organizations (EV Guidelines 7.1.4.2.3).
private enum BusinessCategory {
  static let names = ["Private Organization", "Government Entity", "Business Entity", "Non-Commercial Entity"]
  static let list = names.joined(separator: ", ")
  /// The parameter's value for government entities, which may have neither a number nor a date.
  static let government = "c"
}

extension Reporter {
  fileprivate mutating func reportStateMissing(at place: Place? = nil, field: String? = nil) {
    report(
      "jurisdiction has a locality without a state or province, which is needed where that regulates registration",
      at: place, field: field)
  }

  fileprivate mutating func reportRegistration(_ number: String, on day: CalendarDate) {
    let field = ParameterName.companyNumber.spelling
    if Placeholders.contains(number) {
      report("companyNumber \(quoted(number)) is a placeholder", field: field, severity: .warning)
    } else if RegistrationDate.isDate(number), CalendarDate(number) == nil {
      let first = IndustryDate.registrationDates.day
      report(
        "companyNumber \(quoted(number)) is a date in another form than YYYY-MM-DD, which is mandatory from \(first)",
        field: field, severity: day >= first ? .warning : .info,
        fix: "send the date as dateOfIncorporation in the form YYYY-MM-DD")
    }
  }
}

/// Dates in the form of a number with two separators, such as `12.03.2010`, `3/12/2010` or `2010/3/12`.
private enum RegistrationDate {
  static func isDate(_ text: String) -> Bool {
    for separator in [".", "/", "-"] as [Character] {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      guard parts.count == 3, parts.allSatisfy({ (1...4).contains($0.utf8.count) }) else { continue }
      let numbers = parts.compactMap { part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil }
      guard numbers.count == 3 else { continue }
      let isYearFirst = parts[0].utf8.count == 4
      let year = isYearFirst ? numbers[0] : numbers[2]
      let rest = isYearFirst ? numbers[1...] : numbers[..<2]
      let isYear = (1000...2999).contains(year) && (isYearFirst || parts[2].utf8.count == 4)
      if isYear, rest.allSatisfy({ (1...31).contains($0) }), rest.contains(where: { $0 <= 12 }) { return true }
    }
    return false
  }
}
