// SPDX-License-Identifier: Apache-2.0
public import KeyAudit
internal import PKCS10

/// Reads the inputs of `keys check`.
public enum KeyInput {
  /// The keys of a file; where it holds none in a usual form, of the requests that armour of any kind hides.
  public static func read(_ bytes: [UInt8]) -> KeyMaterial {
    let material = KeyMaterial(bytes.span)
    guard material.keys.isEmpty else { return material }
    let requests = Armor.read(bytes.span) { _ in false }.requests
    var found = material
    for request in requests {
      let inner = KeyMaterial(request.der.span)
      found.merge(inner)
    }
    return found.keys.isEmpty ? material : found
  }

  /// RSA keys of moduli, one a line in hexadecimal, with or without `Modulus=` or `0x` before it.
  public static func moduli(_ bytes: [UInt8]) throws(ListError) -> [KeyMaterial.Key] {
    var keys: [KeyMaterial.Key] = []
    var lines = HexLines(expecting: "a modulus in hexadecimal")
    while let modulus = try lines.next(in: bytes.span) { keys.append(KeyMaterial.Key(modulus: modulus)) }
    return keys
  }
}
