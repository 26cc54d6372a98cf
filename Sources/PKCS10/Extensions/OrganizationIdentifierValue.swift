// SPDX-License-Identifier: Apache-2.0

/// An organisation's number in a register (EV Guidelines 7.1.2.2, cabfOrganizationIdentifier).
public struct OrganizationIdentifierValue: DecodedValue, Hashable {
  /// The register's scheme, such as `VAT` or `NTR`.
  public let scheme: String
  /// The country of the register.
  public let country: String
  /// The state or province of the register, if it is one's.
  public let state: String?
  /// The number in the register.
  public let reference: String

  /// Reads a CABFOrganizationIdentifier.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    scheme = try cursor.nextText(in: bytes)
    country = try cursor.nextText(in: bytes)
    if let state = try cursor.nextIf(.context(0), in: bytes) {
      self.state = StringText(.utf8String, content: state.content, in: bytes)?.text
    } else {
      state = nil
    }
    reference = try cursor.nextText(in: bytes)
    try cursor.finish()
  }

  /// In the form of the subject's organizationIdentifier: `VATCH-123456789`, `NTRUS+CA-1234`.
  public var text: String { scheme + country + (state.map { "+" + $0 } ?? "") + "-" + reference }
}
