// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
package import OpenSSLBridge
package import PKCS10

/// The hashes by which lists identify a key, each computed on first use and cached.
package struct KeyHashes {
  private var number: Digest?
  private var info: Digest?
  private var infoWithSHA1: Digest?
  private var bits: Digest?
  private var modulusLine: Digest?

  /// Creates an empty cache.
  package init() {}

  /// SHA-256 of the key's characteristic number, big-endian without leading zero bytes: an RSA modulus, the x coordinate
  /// of a point, a DSA public value or a raw key.
  ///
  /// The blocklists of badkeys and the Debian lists of BR 6.1.1.3 use it. Nil for a key without such a number.
  package mutating func numberSHA256(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> Digest? {
    if let number { return number }
    number = KeyHashes.number(of: key, in: bytes).map { Digest(.sha256, of: $0, in: bytes) }
    return number
  }

  /// SHA-256 of the SubjectPublicKeyInfo, as used by boulder and pwnedkeys.
  package mutating func infoSHA256(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> Digest {
    let digest = info ?? Digest(.sha256, of: key.range, in: bytes)
    info = digest
    return digest
  }

  /// SHA-1 of the SubjectPublicKeyInfo.
  package mutating func infoSHA1(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> Digest {
    let digest = infoWithSHA1 ?? Digest(.sha1, of: key.range, in: bytes)
    infoWithSHA1 = digest
    return digest
  }

  /// SHA-1 of the content of the BIT STRING: the subject key identifier of RFC 5280 §4.2.1.2 (1).
  package mutating func bitsSHA1(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> Digest {
    let digest = bits ?? Digest(.sha1, of: key.bits, in: bytes)
    bits = digest
    return digest
  }

  /// SHA-1 of the line that `openssl rsa -modulus` prints, as used by openssl-blacklist; nil unless the key is RSA.
  package mutating func modulusLineSHA1(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> Digest? {
    if let modulusLine { return modulusLine }
    guard case .rsa(let rsa) = key.key, !rsa.isNegative else { return nil }
    let digits = Hexadecimal.text(rsa.modulus, in: bytes, upperCase: true).drop { $0 == "0" }
    modulusLine = Digest(.sha1, of: Array("Modulus=\(digits)\n".utf8).span)
    return modulusLine
  }

  /// The range of the key's characteristic number.
  ///
  /// The x coordinate has the same position in compressed and uncompressed points.
  private static func number(of key: SubjectPublicKeyInfo, in bytes: Span<UInt8>) -> Range<Int>? {
    let range: Range<Int>
    switch key.key {
    case .rsa(let rsa): range = rsa.modulus
    case .dsa(let dsa): range = dsa.publicValue
    case .edwards(_, let raw), .opaque(let raw): range = raw
    case .ec(let ec):
      guard let form = ec.point.first.map({ bytes[$0] }), (2...7).contains(form) else { return nil }
      let start = ec.point.lowerBound + 1
      let isCompressed = form < 4
      range = start..<start + (isCompressed ? ec.point.count - 1 : (ec.point.count - 1) / 2)
    case .malformed: return nil
    }
    if case .opaque = key.key { return range }
    return (range.first { bytes[$0] != 0 } ?? range.upperBound)..<range.upperBound
  }
}
