// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import DomainNames

/// `organizationIdentifier`: an organization's registration number (ETSI EN 319 412-1 §5.1.4), or a payment provider's
/// authorization number (TS 119 495 §5.2.1).
package struct OrganizationIdentifier: Sendable, Hashable {
  /// VAT, NTR, PSD, LEI, EOR, EXC, or a national scheme such as `AB:`.
  package let type: String
  /// The country of the register; XG for LEI; VAT also allows EL and XI.
  package let country: String
  /// The subdivision of the country whose register it is, after a plus sign; NTR only.
  package let subdivision: String?
  /// The number; in a PSD identifier it starts with the authority's short name.
  package let reference: String

  /// Parses an identifier such as `NTRGB-12345678`.
  package init(_ text: String) throws(IdentifierFault) {
    let parts = try SemanticsIdentifier(text, kinds: OrganizationIdentifier.kinds, isTaxDeprecated: false)
    if parts.type == "LEI" {
      let isCode =
        parts.reference.utf8.count == 20
        && parts.reference.utf8.allSatisfy { $0.isASCIIDigit || $0.isASCIICapital }
      guard isCode else { throw .reference(expected: "a Legal Entity Identifier of 20 upper-case letters and digits") }
    }
    if parts.type == "PSD" { _ = try OrganizationIdentifier.authority(parts.reference) }
    type = parts.type
    country = parts.country
    subdivision = parts.subdivision
    reference = parts.reference
  }

  /// The authority in a PSD identifier, in the format of `ncaIdentifier`; nil for other types.
  package var authority: String? {
    guard type == "PSD", let name = try? OrganizationIdentifier.authority(reference) else { return nil }
    return "\(country)-\(name)"
  }

  private static func authority(_ reference: String) throws(IdentifierFault) -> Substring {
    let parts = reference.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard NCAIdentifier.isAuthority(parts[0]) else { throw .authority(String(parts[0])) }
    guard parts.count == 2, !parts[1].isEmpty else {
      throw .reference(expected: "the authority, a hyphen and the authorization number")
    }
    return parts[0]
  }

  private static let kinds: [SemanticsIdentifier.Kind] = [
    .init("VAT", also: ["EL", "XI"]), .init("NTR", allowsSubdivision: true), .init("PSD"),
    .init("LEI", also: ["XG"], only: true), .init("EOR"), .init("EXC"),
  ]
}

/// `personalIdentifier`: the identification number of a natural person (ETSI EN 319 412-1 §5.1.3).
package struct PersonalIdentifier: Sendable, Hashable {
  /// PAS, IDC, PNO, TIN, EID, or a national scheme such as `EI:`.
  package let type: String
  /// The country of the register; TIN also allows EL for Greece.
  package let country: String
  /// The number.
  package let reference: String

  /// Parses an identifier such as `PASSK-P3000180`.
  package init(_ text: String) throws(IdentifierFault) {
    let parts = try SemanticsIdentifier(text, kinds: PersonalIdentifier.kinds, isTaxDeprecated: true)
    type = parts.type
    country = parts.country
    reference = parts.reference
  }

  private static let kinds: [SemanticsIdentifier.Kind] = [
    .init("PAS"), .init("IDC"), .init("PNO"), .init("TIN", also: ["EL"]), .init("EID"),
  ]
}

/// `ncaIdentifier`: the authority that supervises a payment provider, such as `BE-NBB` (ETSI TS 119 495 §5.2.3).
package struct NCAIdentifier: Sendable, Hashable {
  /// The authority's country.
  package let country: String
  /// The authority's short name: 2 to 8 upper-case letters.
  package let authority: String

  /// Parses a country, a hyphen and a short name.
  package init(_ text: String) throws(IdentifierFault) {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let code = parts.first, code.utf8.count == 2, code.utf8.allSatisfy(\.isASCIIAlphanumeric) else {
      throw text.utf8.contains(0x2D) ? .noCountry : .noHyphen
    }
    guard parts.count == 2 else { throw .noHyphen }
    guard CountryCode(String(code)).isAssigned else { throw .country(String(code), type: "ncaIdentifier") }
    guard NCAIdentifier.isAuthority(parts[1]) else { throw .authority(String(parts[1])) }
    country = String(code)
    authority = String(parts[1])
  }

  static func isAuthority(_ text: Substring) -> Bool {
    (2...8).contains(text.utf8.count) && text.utf8.allSatisfy(\.isASCIICapital)
  }

  /// The authorities in the annex of TS 119 495, used for suggestions.
  ///
  /// Other names are valid: authorities have been renamed since, and the list is not complete.
  package static let listed: [String] = [
    "AT-FMA", "BE-NBB", "BG-BNB", "CY-CBC", "CZ-CNB", "DE-BAFIN", "DK-DFSA", "EE-FI", "FI-FINFSA", "FR-ACPR",
    "GR-BOG", "HR-CNB", "HU-CBH", "IE-CBI", "IS-FME", "IT-BI", "LI-FMA", "LT-BL", "LU-CSSF", "LV-FCMC", "MT-MFSA",
    "NL-DNB", "NO-FSA", "PL-PFSA", "PT-BP",
  ]

  /// Whether the annex of TS 119 495 lists the authority.
  package var isListed: Bool { NCAIdentifier.listed.contains("\(country)-\(authority)") }

  /// The listed authority of the same country, if it differs from this one.
  package var suggestion: String? {
    NCAIdentifier.listed.first { $0.hasPrefix(country + "-") && $0 != "\(country)-\(authority)" }
  }
}

/// The roles of a payment service provider in a PSD2 certificate: four parameters, each Y or N.
package struct PSD2Roles: Sendable, Hashable {
  /// The four parameters, in the order of the reference.
  package static let parameters: [ParameterName] = [
    .accountServicingRole, .paymentInitiationRole, .accountInformationRole, .paymentServiceRole,
  ]

  /// The parameters that are Y.
  package let assigned: [ParameterName]
  /// The parameters that are missing (error -120).
  package let missing: [ParameterName]

  /// Reads the roles from an order.
  package init(_ order: EffectiveOrder) {
    assigned = PSD2Roles.parameters.filter { order.value($0) == "Y" }
    missing = PSD2Roles.parameters.filter { !order.isGiven($0) }
  }
}

/// A fault in one of an order's eIDAS identifiers.
package struct IdentifierFinding: Sendable, Hashable {
  /// The parameter.
  package let parameter: ParameterName
  /// The fault.
  package let fault: IdentifierFault
}

extension EffectiveOrder {
  /// The faults in the eIDAS identifiers of the order.
  package var identifierFaults: [IdentifierFinding] {
    var findings: [IdentifierFinding] = []
    func check(_ name: ParameterName, _ read: (String) throws(IdentifierFault) -> Void) {
      guard let text = value(name) else { return }
      do { try read(text) } catch {
        let corrected = EffectiveOrder.inCapitals(text).first { (try? read($0)) != nil }
        findings.append(
          IdentifierFinding(parameter: name, fault: corrected.map { .lowerCase(corrected: $0) } ?? error))
      }
    }
    check(.organizationIdentifier) { text throws(IdentifierFault) in _ = try OrganizationIdentifier(text) }
    check(.personalIdentifier) { text throws(IdentifierFault) in _ = try PersonalIdentifier(text) }
    check(.ncaIdentifier) { text throws(IdentifierFault) in _ = try NCAIdentifier(text) }
    return findings
  }

  /// An identifier with its type, country and authority in capitals, and with all letters in capitals.
  private static func inCapitals(_ text: String) -> [String] {
    guard text.utf8.count <= longestIdentifier, text.utf8.contains(where: { (0x61...0x7A).contains($0) }) else {
      return []
    }
    let start = text.prefix { $0 != "-" }
    return [start.uppercased() + text[start.endIndex...], text.uppercased()]
  }

  /// Longer identifiers are not corrected.
  private static let longestIdentifier = 100

  /// The authority in organizationIdentifier, if ncaIdentifier names another one.
  package var otherAuthority: String? {
    guard let text = value(.organizationIdentifier), let given = value(.ncaIdentifier),
      let identifier = try? OrganizationIdentifier(text), let authority = identifier.authority,
      authority != given.uppercased()
    else { return nil }
    return authority
  }
}
