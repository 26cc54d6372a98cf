// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// Keys whose bytes are not what their algorithm asks for.
enum MalformedKey {
  static let check = KeyCheck(
    "key-malformed", finds: "a public key that cannot be decoded", source: "RFC 5280 §4.1.2.7")

  /// The hit for a fault in the encoding.
  static func hit(_ error: DERError) -> KeyHit {
    KeyHit(
      check, .proven, .invalid, predicts: PredictedCode.undecodable,
      [Evidence("offset", error.offset), Evidence("fault", error.description)])
  }
}
