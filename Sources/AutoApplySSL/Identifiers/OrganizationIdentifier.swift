// SPDX-License-Identifier: Apache-2.0

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
