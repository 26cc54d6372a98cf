// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge

/// The components of a public key, as ranges of the bytes.
package enum PublicKey: Sendable, Hashable {
  case rsa(RSA)
  case ec(EC)
  /// Ed25519, Ed448, X25519 or X448 (RFC 8410): the raw bytes.
  case edwards(KnownOID, Range<Int>)
  case dsa(DSA)
  /// An algorithm with one opaque key, such as ML-DSA: the bytes of the BIT STRING.
  case opaque(Range<Int>)
  /// Bits that the algorithm does not allow.
  case malformed(DERError)

  /// An RSA key (RFC 3279 §2.3.1, RFC 4055 §1.2): unsigned magnitudes without leading zero octets.
  package struct RSA: Sendable, Hashable {
    /// The modulus.
    package let modulus: Range<Int>
    /// The public exponent.
    package let exponent: Range<Int>
    /// Whether the modulus or exponent is encoded as a negative INTEGER; the ranges then contain the octets unchanged.
    package let isNegative: Bool
    /// The length of the modulus in bits.
    package let bits: Int
    /// Whether the key is restricted to RSASSA-PSS.
    package let isPSS: Bool
  }

  /// An elliptic-curve key (RFC 5480).
  package struct EC: Sendable, Hashable {
    /// The curve.
    package let curve: Curve
    /// The encoded point (SEC 1 §2.3.3).
    package let point: Range<Int>
  }

  /// The curve of an elliptic-curve key.
  package enum Curve: Sendable, Hashable {
    case named(NamedCurve)
    /// A named curve outside `NamedCurve`.
    case other(OIDReference)
    /// Explicit domain parameters (RFC 3279 §2.3.5): the ECParameters SEQUENCE and the field size in bits.
    case explicit(Node, fieldBits: Int)
    /// No curve, or implicitCurve.
    case missing
  }

  /// A DSA key (RFC 3279 §2.3.2); the domain parameters may be missing.
  package struct DSA: Sendable, Hashable {
    /// The prime modulus, if the parameters are present.
    package let prime: Range<Int>?
    /// The public value.
    package let publicValue: Range<Int>
    /// The length of the prime in bits, or nil without parameters.
    package let bits: Int?
  }
}

extension PublicKey {
  /// Whether the octets of an elliptic-curve key are only a part of these bits.
  fileprivate func isInside(_ bits: Range<Int>) -> Bool {
    switch self {
    case .ec(let ec): ec.point.lowerBound > bits.lowerBound
    case .edwards(_, let octets): octets.lowerBound > bits.lowerBound
    default: false
    }
  }
}

extension PublicKey.Curve {
  /// The length of the field in bits; nil if it is unknown.
  var fieldBits: Int? {
    switch self {
    case .named(let curve): curve.bits
    case .explicit(_, let fieldBits): fieldBits
    case .other(let oid): oid.known.flatMap { SubjectPublicKeyInfo.fieldBits[$0.dotted] }
    case .missing: nil
    }
  }
}

/// A public key with its algorithm (RFC 5280 §4.1.2.7), as ranges of the bytes it was read from.
package struct SubjectPublicKeyInfo: Sendable, Hashable {
  /// The complete SEQUENCE.
  package let range: Range<Int>
  /// The key's algorithm.
  package let algorithm: AlgorithmIdentifier
  /// The octets of the BIT STRING, without the count of unused bits.
  package let bits: Range<Int>
  /// The components of the key.
  package let key: PublicKey
  /// Whether an OCTET STRING surrounds the key inside the BIT STRING, as in the CKA_EC_POINT of PKCS#11.
  package let isInOctetString: Bool

  /// Reads a key.
  ///
  /// - Parameter notes: receives deviations from DER that do not prevent reading.
  package static func read(
    _ node: Node, in bytes: Span<UInt8>, notes: inout [Irregularity]
  ) throws(DERError) -> SubjectPublicKeyInfo {
    var cursor = Cursor(node.content)
    let algorithm = try AlgorithmIdentifier.read(cursor.next(.sequence, in: bytes), in: bytes, notes: &notes)
    let bitString = try cursor.nextString(.bitString, in: bytes)
    notes.noteRest(of: cursor)
    notes.note(node)
    let octets = try bitString.octets(in: bytes, notes: &notes)
    let bits = octets ?? bitString.content
    let key: PublicKey =
      octets == nil
      ? .malformed(.malformed(offset: bitString.start, what: "a BIT STRING in several parts"))
      : PublicKeyReader.read(algorithm, bits, in: bytes, notes: &notes)
    if case .malformed = key { notes.append(Irregularity(.keyMalformed, bitString.range)) }
    return SubjectPublicKeyInfo(
      range: node.range, algorithm: algorithm, bits: bits, key: key, isInOctetString: key.isInside(bits))
  }

  /// The key size in bits, or nil if the algorithm has none.
  ///
  /// RSA and DSA: the length of the modulus. EC: the length of the field. Ed25519, Ed448: the length of the key (256,
  /// 456), as in OpenSSL.
  package var bitCount: Int? {
    switch key {
    case .rsa(let rsa): rsa.bits
    case .dsa(let dsa): dsa.bits
    case .ec(let ec): ec.curve.fieldBits
    case .edwards(_, let octets): octets.count * 8
    case .opaque, .malformed: nil
    }
  }

  /// Sizes of named curves' fields in bits (SEC 2, RFC 5639, GM/T 0003.5, ANSSI).
  fileprivate static let fieldBits: [String: Int] = [
    "1.3.132.0.33": 224, "1.2.840.10045.3.1.1": 192, "1.3.132.0.10": 256, "1.3.132.0.1": 163, "1.3.132.0.15": 163,
    "1.3.132.0.16": 283, "1.3.132.0.17": 283, "1.3.132.0.26": 233, "1.3.132.0.27": 233, "1.3.132.0.36": 409,
    "1.3.132.0.37": 409, "1.3.132.0.38": 571, "1.3.132.0.39": 571, "1.3.132.0.30": 160, "1.3.132.0.31": 192,
    "1.3.132.0.32": 224, "1.3.132.0.6": 112, "1.3.132.0.8": 160, "1.3.132.0.9": 160,
    "1.3.36.3.3.2.8.1.1.1": 160, "1.3.36.3.3.2.8.1.1.3": 192, "1.3.36.3.3.2.8.1.1.5": 224,
    "1.3.36.3.3.2.8.1.1.7": 256, "1.3.36.3.3.2.8.1.1.9": 320, "1.3.36.3.3.2.8.1.1.11": 384,
    "1.3.36.3.3.2.8.1.1.13": 512, "1.2.156.10197.1.301": 256, "1.2.250.1.223.101.256.1": 256,
  ]
}

extension Node {
  /// The octets of a BIT STRING, without the count of unused bits; unused bits are recorded.
  ///
  /// - Returns: nil for a BIT STRING in several parts, whose octets are not contiguous.
  func octets(in bytes: Span<UInt8>, notes: inout [Irregularity]) throws(DERError) -> Range<Int>? {
    guard let content = try notes.contiguous(self, in: bytes) else { return nil }
    guard let first = content.first else {
      throw .malformed(offset: start, what: "a BIT STRING without content")
    }
    if bytes[first] != 0 {
      guard bytes[first] < 8 else {
        throw .malformed(offset: first, what: "an impossible count of unused bits")
      }
      notes.append(Irregularity(.unusedBits, first..<first + 1))
    }
    return first + 1..<content.upperBound
  }
}
