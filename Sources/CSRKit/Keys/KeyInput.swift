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
    var offset = 0
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      defer { offset += line.count + 1 }
      var digits = line.filter { $0 > 0x20 }
      if digits.isEmpty || digits.first == UInt8(ascii: "#") { continue }
      if let equals = digits.firstIndex(of: UInt8(ascii: "=")) { digits.removeFirst(equals + 1) }
      if digits.starts(with: Array("0x".utf8)) { digits.removeFirst(2) }
      if digits.count % 2 == 1 { digits.insert(0x30, at: 0) }
      guard let octets = HashText.hexadecimal(digits) else {
        throw .line(offset: offset, number: index + 1, expected: "a modulus in hexadecimal")
      }
      keys.append(KeyMaterial.Key(modulus: octets))
    }
    return keys
  }
}
