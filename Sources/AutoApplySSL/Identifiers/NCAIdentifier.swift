// SPDX-License-Identifier: Apache-2.0
internal import DomainNames

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
