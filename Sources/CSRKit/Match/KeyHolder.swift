// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import PKCS10

/// Something in an input that has a public key: a private key, CSR, certificate or public key.
public struct KeyHolder: Sendable {
  /// What it is; the raw value is its name in JSON.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A private key in any format.
    case privateKey
    /// A certificate signing request.
    case csr
    /// A certificate.
    case certificate
    /// A public key by itself.
    case publicKey
  }

  /// The name of the input.
  public let source: String
  /// The index among the objects of the input, from 0.
  public internal(set) var index = 0
  /// What it is.
  public let kind: Kind
  /// The common name, another name, or the form of a private key; nil if there is none.
  public let name: String?
  /// SHA-256 of the public key in its canonical encoding, in lower-case hexadecimal.
  ///
  /// For a private key it follows from the private numbers, which may not belong to the public key in the same file.
  public let spkiSHA256: String
  /// The hash of the public key that is stored with a private key, if it is another one.
  package let storedSPKISHA256: String?
  /// The certificate; nil for anything else.
  let certificate: Certificate?
  /// The offset in the input.
  let offset: Int

  init(
    source: String, kind: Kind, name: String?, key: [UInt8], stored: [UInt8]? = nil, certificate: Certificate? = nil,
    offset: Int
  ) {
    self.source = source
    self.kind = kind
    self.name = name
    spkiSHA256 = Digest(.sha256, of: key.span).hex()
    storedSPKISHA256 = stored.map { Digest(.sha256, of: $0.span).hex() }
    self.certificate = certificate
    self.offset = offset
  }

  /// Whether a private key belongs to the public key that is stored with it; true for anything else.
  public var isConsistent: Bool { storedSPKISHA256 == nil }
}

/// An object or input without a readable key.
public struct UnreadableObject: Sendable, Hashable {
  /// The name of the input.
  public let source: String
  /// Why it cannot be read, without a full stop.
  public let reason: String

  /// Creates a value for an input that cannot be opened.
  package init(source: String, reason: String) { (self.source, self.reason) = (source, reason) }
}
