// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge
public import PKCS10

/// A list of known keys, or anything else that knows keys by looking them up.
///
/// The caller opens lists and passes them in; an audit asks each in turn. On the clean path `find` allocates nothing.
public protocol KeyList: Sendable {
  /// The name by which the evidence and `keys stats` call it.
  var name: String { get }

  /// What the list knows of a key, or nil.
  ///
  /// - Parameter hashes: the key's hashes, each computed when a list first asks for it and kept for the next list.
  func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit?

  /// What of keys of this kind the list leaves open, such as the parts of a set that are not there.
  func gaps(for kind: KeyKind) -> [NotChecked]
}

extension KeyList {
  /// Nothing.
  public func gaps(for kind: KeyKind) -> [NotChecked] { [] }
}

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
