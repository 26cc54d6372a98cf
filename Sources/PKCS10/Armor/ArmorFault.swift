// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Why something that starts like an encoded object cannot be read.
package enum ArmorFault: Error, Sendable, Hashable {
  /// A byte that is neither Base64 nor blank.
  case invalidCharacter(UInt8)
  /// Nothing between the BEGIN and END lines.
  case emptyBody
  /// Base64 before an END line that does not start an object.
  case beginningMissing
  /// Decoded data that is not an ASN.1 SEQUENCE.
  case notDER
  /// Invalid DER; the offset counts from the object's first byte.
  case der(DERError)
  /// Base64 characters are missing and its lines contain spaces. A form turned `+` into spaces, but restoring them
  /// gives no valid signature.
  case lostCharacters(missing: Int, spaces: Int)
  /// Binary DER that was handled as text and is corrupted.
  case binaryAsText
  /// Binary DER that was opened as text in a character set, by its name, and saved as UTF-8.
  case binaryOpenedAs(String)
}

extension ArmorFault: CustomStringConvertible {
  /// The reason, without a full stop.
  package var description: String {
    switch self {
    case .invalidCharacter(let byte):
      "\(ArmorFault.name(of: byte)) is not valid in Base64"
    case .emptyBody:
      "there is nothing between the BEGIN and END lines"
    case .beginningMissing:
      "the beginning is missing: the Base64 before the END line does not start a DER object"
    case .notDER:
      "the data is not an ASN.1 SEQUENCE, so it cannot be a certificate request"
    case .der(let error):
      "the DER is invalid: \(error)"
    case .lostCharacters(let missing, let spaces):
      "\(missing) Base64 characters are missing and \(spaces) spaces are inside the lines: a form probably turned +"
        + " into spaces, but restoring them gives no valid signature"
    case .binaryAsText:
      "binary DER was opened or sent as text, which corrupts it: send the file unchanged, or as Base64"
    case .binaryOpenedAs(let characterSet):
      "binary DER was opened as \(characterSet) text and saved, which corrupts it: send the original file, or"
        + " convert it: openssl req -inform DER -in request.der -out request.pem"
    }
  }

  private static func name(of byte: UInt8) -> String {
    switch byte {
    case 0x21...0x7E: "the character \(Character(Unicode.Scalar(byte)))"
    default: "the byte 0x\(Hexadecimal.text([byte], upperCase: true))"
    }
  }
}
