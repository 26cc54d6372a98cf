// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

/// `organizationIdentifier`: an organization's registration (ETSI EN 319 412-1 §5.1.4), or a payment provider's
/// authorization number (TS 119 495 §5.2.1).
public struct OrganizationIdentifier: Sendable, Hashable {
  /// VAT, NTR, PSD, LEI, EOR, EXC, or a national scheme such as `AB:`.
  public let type: String
  /// The country of the register; XG for LEI, and in a VAT number also EL and XI.
  public let country: String
  /// The part of the country whose register it is, behind a plus sign; NTR only.
  public let subdivision: String?
  /// The number. In a PSD identifier it starts with the authority's short name.
  public let reference: String

  /// Reads an identifier such as `NTRGB-12345678`.
  public init(_ text: String) throws(IdentifierFault) {
    let parts = try SemanticsIdentifier(text, kinds: OrganizationIdentifier.kinds, isTaxDeprecated: false)
    if parts.type == "LEI" {
      let isCode =
        parts.reference.utf8.count == 20
        && parts.reference.utf8.allSatisfy { $0.isASCIIDigit || $0.isASCIICapital }
      guard isCode else { throw .reference(expected: "a Legal Entity Identifier of 20 capitals and digits") }
    }
    if parts.type == "PSD" { _ = try OrganizationIdentifier.authority(parts.reference) }
    type = parts.type
    country = parts.country
    subdivision = parts.subdivision
    reference = parts.reference
  }

  /// The authority that a PSD identifier names, in the form of `ncaIdentifier`; nil for other types.
  public var authority: String? {
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

/// `personalIdentifier`: by what number a natural person is known (ETSI EN 319 412-1 §5.1.3).
public struct PersonalIdentifier: Sendable, Hashable {
  /// PAS, IDC, PNO, TIN, EID, or a national scheme such as `EI:`.
  public let type: String
  /// The country of the register; EL may stand for Greece in a TIN.
  public let country: String
  /// The number.
  public let reference: String

  /// Reads an identifier such as `PASSK-P3000180`.
  public init(_ text: String) throws(IdentifierFault) {
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
public struct NCAIdentifier: Sendable, Hashable {
  /// The authority's country.
  public let country: String
  /// Its short name: 2 to 8 capitals.
  public let authority: String

  /// Reads a country, a hyphen and a short name.
  public init(_ text: String) throws(IdentifierFault) {
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

  /// Short names that the standard's annex lists, for a suggestion where another is given.
  ///
  /// Authorities have been renamed since, and the list is not complete, so another name is no fault.
  public static let listed: [String] = [
    "AT-FMA", "BE-NBB", "BG-BNB", "CY-CBC", "CZ-CNB", "DE-BAFIN", "DK-DFSA", "EE-FI", "FI-FINFSA", "FR-ACPR",
    "GR-BOG", "HR-CNB", "HU-CBH", "IE-CBI", "IS-FME", "IT-BI", "LI-FMA", "LT-BL", "LU-CSSF", "LV-FCMC", "MT-MFSA",
    "NL-DNB", "NO-FSA", "PL-PFSA", "PT-BP",
  ]

  /// Whether the standard's annex lists it.
  public var isListed: Bool { NCAIdentifier.listed.contains("\(country)-\(authority)") }

  /// The listed authority of the same country, where this is another one.
  public var suggestion: String? {
    NCAIdentifier.listed.first { $0.hasPrefix(country + "-") && $0 != "\(country)-\(authority)" }
  }
}

/// The roles of a payment service provider that a PSD2 certificate states: four parameters of Y or N.
public struct PSD2Roles: Sendable, Hashable {
  /// The four parameters, in the order of the reference.
  public static let parameters: [ParameterName] = [
    .accountServicingRole, .paymentInitiationRole, .accountInformationRole, .paymentServiceRole,
  ]

  /// The parameters that are Y.
  public let assigned: [ParameterName]
  /// The parameters that are not given: -120.
  public let missing: [ParameterName]

  /// Reads the roles of an order.
  public init(_ order: EffectiveOrder) {
    assigned = PSD2Roles.parameters.filter { order.value($0) == "Y" }
    missing = PSD2Roles.parameters.filter { !order.isGiven($0) }
  }
}

/// A fault of one of the eIDAS identifiers of an order.
public struct IdentifierFinding: Sendable, Hashable {
  /// The parameter with the fault.
  public let parameter: ParameterName
  /// What is wrong.
  public let fault: IdentifierFault
}

extension EffectiveOrder {
  /// What is wrong with the eIDAS identifiers that are given.
  public var identifierFaults: [IdentifierFinding] {
    var findings: [IdentifierFinding] = []
    func check(_ name: ParameterName, _ read: (String) throws(IdentifierFault) -> Void) {
      guard let text = value(name) else { return }
      do { try read(text) } catch { findings.append(IdentifierFinding(parameter: name, fault: error)) }
    }
    check(.organizationIdentifier) { text throws(IdentifierFault) in _ = try OrganizationIdentifier(text) }
    check(.personalIdentifier) { text throws(IdentifierFault) in _ = try PersonalIdentifier(text) }
    check(.ncaIdentifier) { text throws(IdentifierFault) in _ = try NCAIdentifier(text) }
    return findings
  }

  /// The authority that organizationIdentifier names where ncaIdentifier names another one.
  public var otherAuthority: String? {
    guard let text = value(.organizationIdentifier), let given = value(.ncaIdentifier),
      let identifier = try? OrganizationIdentifier(text), let authority = identifier.authority, authority != given
    else { return nil }
    return authority
  }
}
