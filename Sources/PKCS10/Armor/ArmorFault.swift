// SPDX-License-Identifier: Apache-2.0


/// Why something that starts like an encoded object cannot be read.
public enum ArmorFault: Error, Sendable, Hashable {
  /// A byte that is neither Base64 nor a blank.
  case invalidCharacter(UInt8)
  /// Nothing stands between the BEGIN and END lines.
  case emptyBody
  /// Base64 that an END line follows and that does not start like an object.
  case beginningMissing
  /// Base64 or hex of something that is not an ASN.1 SEQUENCE.
  case notDER
  /// The DER inside is broken; the offset counts from the object's first byte.
  case der(DERError)
  /// Characters of Base64 are missing, and spaces stand among the others: `+` signs that a form turned into spaces,
  /// but putting them back gives no valid signature.
  case lostCharacters(missing: Int, spaces: Int)
  /// Binary DER that was handled as text, which destroys it.
  case binaryAsText
}

extension ArmorFault: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .invalidCharacter(let byte):
      "\(ArmorFault.name(of: byte)) is not Base64"
    case .emptyBody:
      "nothing stands between the BEGIN and END lines"
    case .beginningMissing:
      "the beginning is missing: there is Base64 before the END line, but not the start of an object"
    case .notDER:
      "what is encoded is not an ASN.1 SEQUENCE, as every certificate request is"
    case .der(let error):
      "the DER inside is broken: \(error)"
    case .lostCharacters(let missing, let spaces):
      "\(missing) characters of Base64 are missing and \(spaces) spaces stand inside its lines: a form has probably"
        + " turned + into spaces, but putting them back gives no valid signature"
    case .binaryAsText:
      "binary DER was opened or sent as text, which destroys it: send the file unchanged, or as Base64"
    }
  }

  private static func name(of byte: UInt8) -> String {
    switch byte {
    case 0x21...0x7E: "the character \(Character(Unicode.Scalar(byte)))"
    default: "the byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
    }
  }
}
