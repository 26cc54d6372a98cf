// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge
public import PKCS10

/// What decides which checks and which lists concern a key.
public enum KeyKind: Sendable, Hashable {
  case rsa(bits: Int)
  case ec(NamedCurve)
  /// A key on another curve.
  case otherCurve
  /// A key of RFC 8410.
  case edwards
  case dsa
  case other

  /// The kind of a key.
  public init(_ key: PublicKey) {
    switch key {
    case .rsa(let rsa): self = .rsa(bits: rsa.bits)
    case .ec(let ec):
      if case .named(let curve) = ec.curve { self = .ec(curve) } else { self = .otherCurve }
    case .edwards: self = .edwards
    case .dsa: self = .dsa
    case .opaque, .malformed: self = .other
    }
  }
}
