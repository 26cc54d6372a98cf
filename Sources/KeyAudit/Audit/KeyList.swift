// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge
package import PKCS10

/// A list of known keys, or any other source that recognizes keys by look-up.
///
/// The caller opens the lists; an audit searches them in turn. Where nothing is found, `find` must not allocate.
package protocol KeyList: Sendable {
  /// The name of the list in evidence and in `keys stats`.
  var name: String { get }

  /// Looks up a key; returns nil if the list does not contain it.
  ///
  /// - Parameter hashes: the key's hashes, each computed on first use and shared by all lists.
  func find(_ key: SubjectPublicKeyInfo, in bytes: Span<UInt8>, hashes: inout KeyHashes) -> KeyHit?

  /// What the list does not cover for keys of this kind, such as missing parts of a set.
  func gaps(for kind: KeyKind) -> [NotChecked]
}

extension KeyList {
  /// The default: no gaps.
  package func gaps(for kind: KeyKind) -> [NotChecked] { [] }
}

/// The kind of a key, which decides the checks and lists that apply to it.
package enum KeyKind: Sendable, Hashable {
  case rsa(bits: Int)
  case ec(NamedCurve)
  /// A key on a curve that is not a `NamedCurve`.
  case otherCurve
  /// An Ed25519, Ed448, X25519 or X448 key (RFC 8410).
  case edwards
  case dsa
  case other

  /// Returns the kind of a key.
  package init(_ key: PublicKey) {
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
