// SPDX-License-Identifier: Apache-2.0

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
