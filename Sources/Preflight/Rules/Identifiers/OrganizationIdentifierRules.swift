// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import DomainNames
internal import PKCS10

/// What an organizationIdentifier says, beyond its format.
extension Rule {
  static let identifierLEIChecksum = Rule.identifier(
    "identifier.lei-checksum", .warning, .inferred,
    summary: "a Legal Entity Identifier must have correct check digits",
    fix: "copy the identifier from search.gleif.org",
    citations: ["ISO 17442-1", "ISO/IEC 7064 MOD 97-10", "ETSI EN 319 412-1 §5.1.4"]
  ) { stated in
    guard let identifier = stated.identifier, identifier.type == "LEI",
      !CheckDigits.isValidLEI(identifier.reference)
    else { return nil }
    return ("has wrong check digits: it is not a Legal Entity Identifier", nil)
  }

  static let identifierVATChecksum = Rule.identifier(
    "identifier.vat-checksum", .warning, .inferred,
    summary: "a VAT number must have correct check digits",
    fix: "copy the number from the registration, and check it at ec.europa.eu/taxation_customs/vies",
    citations: ["ETSI EN 319 412-1 §5.1.4", "Council Directive 2006/112/EC Article 215", "VIES: VAT numbers"]
  ) { stated in
    guard let identifier = stated.identifier, identifier.type == "VAT",
      VATNumber.isValid(identifier.reference, country: identifier.country) == false
    else { return nil }
    return ("has wrong check digits: it is not a VAT number of \(identifier.country)", nil)
  }

  static let identifierCountryMismatch = Rule.identifier(
    "identifier.country-mismatch", .warning, .inferred,
    summary: "the country of a VAT or NTR identifier should be that of the organization or its jurisdiction",
    fix: "correct the identifier or the country, unless the organization is registered abroad",
    citations: ["EV Guidelines 7.1.4.2.8", "EV Guidelines Appendix H", "CA/B Forum ballot SC-68"]
  ) { stated in
    guard let identifier = stated.identifier else { return nil }
    let (other, title): (String?, String) =
      switch identifier.type {
      case "VAT": (stated.countryName, "country")
      case "NTR": (stated.jurisdictionCountry, "country of jurisdiction")
      default: (nil, "")
      }
    let country = countryOfVAT[identifier.country] ?? identifier.country
    guard let other, CountryCode(other).isAssigned, other != country else { return nil }
    return ("is from the register of \(identifier.country), but the \(title) is \(other)", nil)
  }

  /// The prefixes of VAT numbers that are not country codes.
  private static let countryOfVAT = ["EL": "GR", "XI": "GB"]

  static let identifierEqualsOrganization = Rule.identifier(
    "identifier.equals-organization", .warning, .inferred,
    summary: "organizationIdentifier must differ from the name of the organization",
    fix: "send the number in the register, such as NTRNO-923609016 or VATBE-0876866142",
    citations: ["ETSI EN 319 412-3 §4.2.1"]
  ) { stated in
    guard let name = stated.organizationName.map(folded), !name.isEmpty,
      name == folded(stated.text) || name == stated.identifier.map({ folded($0.reference) })
    else { return nil }
    return ("is the name of the organization, not its number", nil)
  }

  private static func folded(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || isDigit($0) }))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType != nil }

  static let identifierScheme = Rule.order(
    "identifier.scheme", .info, .inferred, inForce: .organizationIdentifier, kinds: [.ev],
    summary: "an organizationIdentifier in an EV certificate must be of the scheme NTR, VAT or PSD",
    fix: "leave organizationIdentifier out of the CSR: the CA ignores it",
    citations: ["EV Guidelines 7.1.4.2.8", "EV Guidelines Appendix H", "CA/B Forum ballot SC-17"]
  ) { examination, reporter in
    for other in examination.order.request.others where other.oid == KnownOID.organizationIdentifier.dotted {
      guard let identifier = try? OrganizationIdentifier(other.value),
        !["NTR", "VAT", "PSD"].contains(identifier.type)
      else { continue }
      reporter.report(
        "organizationIdentifier \(quoted(other.value)) has the scheme \(identifier.type), which EV certificates do not "
          + "have", at: Place(other.range, .subject))
    }
  }

  static let identifierAuthorityName = Rule.order(
    "identifier.authority-name", .warning, .inferred, kinds: [.eIDASPSD2],
    summary: "ncaName must be the authority's English name in the Latin alphabet",
    fix: "send the English name that the authority uses, or leave ncaName out if ncaIdentifier is on ETSI's list",
    citations: ["ETSI TS 119 495 §5.2.3", "AutoApplySSL ncaName"]
  ) { examination, reporter in
    guard let text = examination.order.value(.ncaName) else { return }
    guard let script = Script.scripts(in: text).first(where: { $0.name != "Latin" }) else { return }
    reporter.report("ncaName \(quoted(text)) has \(script) letters", parameter: .ncaName)
  }
}
