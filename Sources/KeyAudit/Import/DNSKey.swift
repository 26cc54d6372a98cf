// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import OpenSSLBridge
internal import PKCS10

/// The keys of DNSKEY records (RFC 4034 §2).
enum DNSKey {
  /// An unsigned number below 2^16 in decimal.
  static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard (1...5).contains(text.count), text.allSatisfy(\.isASCIIDigit) else { return nil }
    let number = text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return number < 1 << 16 ? number : nil
  }

  /// The SubjectPublicKeyInfo of a key, by the number of its algorithm; nil if the length is wrong.
  ///
  /// The caller checks that the algorithm is known.
  static func info(_ algorithm: Int, _ key: [UInt8]) -> [UInt8]? {
    switch algorithm {
    case 1, 5, 7, 8, 10: rsa(key)
    case 3, 6: dsa(key)
    case 13: key.count == 64 ? KeyEncoder.ec(.p256, point: [4] + key) : nil
    case 14: key.count == 96 ? KeyEncoder.ec(.p384, point: [4] + key) : nil
    case 15: key.count == 32 ? KeyEncoder.edwards(112, raw: key) : nil
    case 16: key.count == 57 ? KeyEncoder.edwards(113, raw: key) : nil
    default: nil
    }
  }

  /// The algorithms that `info` reads (IANA, DNS Security Algorithm Numbers).
  static let algorithms: Set<Int> = [1, 3, 5, 6, 7, 8, 10, 13, 14, 15, 16]

  /// The exponent after its length in one byte, or in two bytes after a zero, then the modulus (RFC 3110 §2).
  private static func rsa(_ key: [UInt8]) -> [UInt8]? {
    guard let first = key.first else { return nil }
    let isLong = first == 0
    guard !isLong || key.count > 3 else { return nil }
    let length = isLong ? Int(key[1]) << 8 | Int(key[2]) : Int(first)
    let rest = key.dropFirst(isLong ? 3 : 1)
    guard length > 0, rest.count > length else { return nil }
    return KeyEncoder.rsa(modulus: Array(rest.dropFirst(length)), exponent: Array(rest.prefix(length)))
  }

  /// The size T, then q with 20 bytes and p, g and y with 64 + 8·T bytes each (RFC 2536 §2).
  private static func dsa(_ key: [UInt8]) -> [UInt8]? {
    guard let size = key.first, size <= 8 else { return nil }
    let length = 64 + 8 * Int(size)
    guard key.count == 21 + 3 * length else { return nil }
    let numbers = (0..<3).map { Array(key[(21 + $0 * length)..<(21 + ($0 + 1) * length)]) }
    return KeyEncoder.dsa(p: numbers[0], q: Array(key[1..<21]), g: numbers[1], y: numbers[2])
  }
}

extension KeyMaterial {
  /// Reads the fields of a DNSKEY record: flags, protocol, algorithm, and the key in Base64, which can contain blanks.
  mutating func read(dnsKey fields: [[UInt8]]) {
    guard fields.count > 3, DNSKey.number(fields[0][...]) != nil, DNSKey.number(fields[1][...]) == 3,
      let algorithm = DNSKey.number(fields[2][...])
    else { return refuse("the DNSKEY record does not have flags, the protocol 3, an algorithm and a key") }
    guard DNSKey.algorithms.contains(algorithm) else {
      return refuse("the algorithm \(algorithm) of the DNSKEY record is not supported")
    }
    guard let key = Base64.decode(standard: Array(fields[3...].joined())) else {
      return refuse("the key of the DNSKEY record is not valid Base64")
    }
    guard let info = DNSKey.info(algorithm, key) else {
      return refuse("the key of the DNSKEY record does not have the length that its algorithm requires")
    }
    add(info, .dnskey)
  }
}

/// The keys of DKIM records (RFC 6376 §3.6.1).
enum DKIMKey {
  /// How a record starts.
  static let version = Array("v=DKIM1".utf8)

  /// The values of the tags, by name, without blanks.
  static func tags(_ text: [UInt8]) -> [String: [UInt8]] {
    var tags: [String: [UInt8]] = [:]
    for tag in text.split(separator: UInt8(ascii: ";")) {
      guard let end = tag.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = tag[..<end].filter { $0 > 0x20 }
      tags[String(decoding: name, as: UTF8.self)] = tag[(end + 1)...].filter { $0 > 0x20 }
    }
    return tags
  }
}

extension KeyMaterial {
  /// Reads the tags of a DKIM record.
  mutating func read(dkim text: [UInt8]) {
    let tags = DKIMKey.tags(text)
    guard let value = tags["p"] else { return refuse("the DKIM record has no key") }
    guard !value.isEmpty else { return refuse("the DKIM record revokes its key: the tag p is empty") }
    guard let key = Base64.decode(standard: value) else {
      return refuse("the key of the DKIM record is not valid Base64")
    }
    switch tags["k"].map({ String(decoding: $0, as: UTF8.self) }) ?? "rsa" {
    case "rsa": readRSA(key)
    case "ed25519" where key.count == 32: add(KeyEncoder.edwards(112, raw: key), .dkim)
    case "ed25519": refuse("the Ed25519 key of the DKIM record does not have 32 bytes")
    default: refuse("the DKIM record names a type of key that is not supported")
    }
  }

  /// Reads an RSAPublicKey, or a SubjectPublicKeyInfo, as most signers publish.
  private mutating func readRSA(_ key: [UInt8]) {
    let inner = KeyMaterial(key.span)
    guard let found = inner.keys.first, let info = found.subjectPublicKeyInfo, case .rsa = info.key else {
      return refuse("the key of the DKIM record is not an RSA key")
    }
    add(found.info, .dkim)
  }
}
