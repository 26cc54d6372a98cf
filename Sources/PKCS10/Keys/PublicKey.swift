// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge

/// A public key's numbers, where they stand in the bytes.
public enum PublicKey: Sendable, Hashable {
  case rsa(RSA)
  case ec(EC)
  /// Ed25519, Ed448, X25519 or X448 (RFC 8410): the raw bytes.
  case edwards(KnownOID, Range<Int>)
  case dsa(DSA)
  /// An algorithm with one opaque key, such as ML-DSA: the bytes of the BIT STRING.
  case opaque(Range<Int>)
  /// The key's bits are not what its algorithm asks for; the error says where.
  case malformed(DERError)

  /// An RSA key (RFC 3279 §2.3.1, RFC 4055 §1.2): unsigned magnitudes without leading zero octets.
  public struct RSA: Sendable, Hashable {
    /// The modulus.
    public let modulus: Range<Int>
    /// The public exponent.
    public let exponent: Range<Int>
    /// Whether the modulus or exponent is written as a negative INTEGER; the ranges then hold the octets as they are.
    public let isNegative: Bool
    /// The modulus's length in bits.
    public let bits: Int
    /// Whether the key is restricted to RSASSA-PSS.
    public let isPSS: Bool
  }

  /// An elliptic-curve key (RFC 5480).
  public struct EC: Sendable, Hashable {
    /// The curve.
    public let curve: Curve
    /// The encoded point (SEC 1 §2.3.3).
    public let point: Range<Int>
  }

  /// How an elliptic-curve key names its curve.
  public enum Curve: Sendable, Hashable {
    case named(NamedCurve)
    /// A named curve outside `NamedCurve`.
    case other(OIDReference)
    /// Domain parameters written out (RFC 3279 §2.3.5): the ECParameters SEQUENCE and the field's size in bits.
    case explicit(Node, fieldBits: Int)
    /// No curve at all, or implicitCurve.
    case missing
  }

  /// A DSA key (RFC 3279 §2.3.2); the domain parameters may be missing.
  public struct DSA: Sendable, Hashable {
    /// The prime modulus, if the parameters are there.
    public let prime: Range<Int>?
    /// The public value.
    public let publicValue: Range<Int>
    /// The length of the prime in bits, or nil without parameters.
    public let bits: Int?
  }
}
