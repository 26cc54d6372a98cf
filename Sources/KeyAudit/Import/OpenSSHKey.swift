// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// Keys in the formats of OpenSSH (RFC 4253 §6.6, RFC 5656 §3.1, openssh PROTOCOL.key).
enum OpenSSHKey {
  /// Reads strings and numbers, each prefixed with its length in 32 bits. Every read consumes what it returns.
  struct Fields {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], from position: Int = 0) {
      self.bytes = bytes
      self.position = position
    }

    mutating func word() -> Int? {
      guard bytes.count - position >= 4 else { return nil }
      defer { position += 4 }
      return bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func string() -> [UInt8]? {
      guard let length = word(), length <= bytes.count - position else { return nil }
      defer { position += length }
      return Array(bytes[position..<position + length])
    }

    /// Skips a string or number; false where it is incomplete.
    ///
    /// The optimiser of Swift 6.3.1 frees the array of a discarded `string()` before it copies into it.
    mutating func skip() -> Bool {
      guard let length = word(), length <= bytes.count - position else { return false }
      position += length
      return true
    }

    /// Returns a number without leading zero bytes.
    mutating func number() -> [UInt8]? { string().map { Array($0.drop { $0 == 0 }) } }

    mutating func name() -> String? { string().map { String(decoding: $0, as: UTF8.self) } }
  }

  static let magic = Array("openssh-key-v1".utf8) + [0]

  private static let vendor = "@openssh.com"
  private static let certificate = "-cert-v01" + vendor

  /// Returns the SubjectPublicKeyInfo of a public key blob, or nil for an unsupported type.
  ///
  /// Certificates and keys on security tokens (openssh PROTOCOL.certkeys, PROTOCOL.u2f) have the same numbers: the former
  /// after a nonce, the latter before the name of an application.
  static func publicKey(_ blob: [UInt8]) -> [UInt8]? {
    var fields = Fields(blob)
    guard var name = fields.name() else { return nil }
    if name.hasSuffix(certificate) {
      name = String(name.dropLast(certificate.utf8.count))
      guard fields.skip() else { return nil }
    }
    if name.hasPrefix("sk-") {
      name = String(name.dropFirst(3))
      if name.hasSuffix(vendor) { name = String(name.dropLast(vendor.utf8.count)) }
    }
    switch name {
    case "ssh-rsa":
      guard let e = fields.number(), let n = fields.number() else { return nil }
      return KeyEncoder.rsa(modulus: n, exponent: e)
    case "ssh-dss":
      guard let p = fields.number(), let q = fields.number(), let g = fields.number(), let y = fields.number() else {
        return nil
      }
      return KeyEncoder.dsa(p: p, q: q, g: g, y: y)
    case "ssh-ed25519":
      return fields.string().map { KeyEncoder.edwards(112, raw: $0) }
    default:
      guard let curve = curves[name], fields.skip(), let point = fields.string() else { return nil }
      return KeyEncoder.ec(curve, point: point)
    }
  }

  static let curves: [String: NamedCurve] = [
    "ecdsa-sha2-nistp256": .p256, "ecdsa-sha2-nistp384": .p384, "ecdsa-sha2-nistp521": .p521,
  ]

  /// Reads a key type and the private key that follows it.
  static func privateKey(_ fields: inout Fields) -> PrivateKey? {
    guard let name = fields.name() else { return nil }
    switch name {
    case "ssh-rsa":
      guard let n = fields.number(), let e = fields.number(), let d = fields.number(), fields.skip(),
        let p = fields.number(), let q = fields.number()
      else { return nil }
      return .rsa(n: n, e: e, d: d, p: p, q: q)
    case "ssh-dss":
      guard let p = fields.number(), let q = fields.number(), let g = fields.number(), let y = fields.number(),
        let x = fields.number()
      else { return nil }
      return .dsa(p: p, q: q, g: g, y: y, x: x)
    case "ssh-ed25519":
      guard fields.skip(), let pair = fields.string(), pair.count == 64 else { return nil }
      let key = PrivateKey.edwards(112, seed: pair.span.extracting(0..<32))
      guard case .consistent(let info) = key, info.suffix(32) == pair[32...] else { return .inconsistent }
      return key
    default:
      guard let curve = curves[name], fields.skip(), let point = fields.string(),
        let scalar = fields.number()
      else { return nil }
      return .ec(curve, scalar: scalar, publicPoint: point)
    }
  }
}

extension KeyMaterial {
  /// Reads the content of an `OPENSSH PRIVATE KEY` block, which can contain several keys.
  mutating func read(openSSH bytes: [UInt8]) {
    guard bytes.starts(with: OpenSSHKey.magic) else {
      return refuse("the OpenSSH private key is damaged")
    }
    var outer = OpenSSHKey.Fields(bytes, from: OpenSSHKey.magic.count)
    let cipher = outer.name()
    guard outer.skip(), outer.skip(), let count = outer.word(), (1...16).contains(count) else {
      return refuse("the OpenSSH private key is damaged")
    }
    guard cipher == "none" else {
      encrypted += count
      return
    }
    for _ in 0..<count { _ = outer.skip() }
    guard let content = outer.string() else {
      return refuse("the OpenSSH private key is damaged")
    }
    var fields = OpenSSHKey.Fields(content)
    guard let check = fields.word(), check == fields.word() else {
      return refuse("the OpenSSH private key is damaged")
    }
    for _ in 0..<count {
      guard let key = OpenSSHKey.privateKey(&fields) else {
        return refuse("the OpenSSH private key is damaged or its type is not supported")
      }
      add(key)
      _ = fields.skip()
    }
  }
}
