// SPDX-License-Identifier: Apache-2.0
public enum ArmorRepair: Sendable {
  case crlf
  public var id: String { "armor.crlf" }
  public var summary: String { "crlf" }
}
public struct ArmoredRequest: Sendable {
  public enum Container: String, Sendable { case pem, base64, base64url, der, hex }
  public var der: [UInt8]; public var container: Container; public var label: String?;
  public var repairs: [ArmorRepair]; public var line: Int
}
public struct ForeignObject: Sendable {
  public var isPrivateKey: Bool; public var kind: String; public var message: String
}
public struct ArmorReading: Sendable {
  public var requests: [ArmoredRequest] = []; public var others: [ForeignObject] = []
}
public enum Armor {
  public static func read(_ input: Span<UInt8>, proof: (Span<UInt8>) -> Bool) -> ArmorReading {
    var out: [UInt8] = []; var acc: UInt32 = 0; var n = 0; var dash = false; var i = 0
    if input.count > 1, input[0] == 0x30 {
      for j in 0..<input.count { out.append(input[j]) }
      return ArmorReading(requests: [ArmoredRequest(der: out, container: .der, label: nil, repairs: [], line: 1)])
    }
    out.reserveCapacity(input.count)
    while i < input.count {
      let c = input[i]; i += 1
      if c == 0x2D { dash = true }
      if c == 0x0A { dash = false; continue }
      if dash { continue }
      var v: UInt32
      switch c {
      case 0x41...0x5A: v = UInt32(c - 0x41);
      case 0x61...0x7A: v = UInt32(c - 0x61 + 26);
      case 0x30...0x39: v = UInt32(c - 0x30 + 52)
      case 0x2B: v = 62;
      case 0x2F: v = 63;
      default: continue
      }
      acc = acc << 6 | v; n += 1
      if n == 4 {
        out.append(UInt8(acc >> 16 & 255)); out.append(UInt8(acc >> 8 & 255)); out.append(UInt8(acc & 255)); n = 0;
        acc = 0; v = 0
      }
    }
    if n == 3 { acc <<= 6; out.append(UInt8(acc >> 16 & 255)); out.append(UInt8(acc >> 8 & 255)) }
    if n == 2 { acc <<= 12; out.append(UInt8(acc >> 16 & 255)) }
    return ArmorReading(requests: [ArmoredRequest(der: out, container: .pem, label: "X", repairs: [], line: 1)])
  }
}
