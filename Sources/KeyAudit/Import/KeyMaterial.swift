// SPDX-License-Identifier: Apache-2.0

/// The public keys that a file holds, in whatever form.
public struct KeyMaterial: Sendable, Hashable {
  /// Each key as a SubjectPublicKeyInfo in DER, in the order of the file.
  public internal(set) var keys: [Key] = []
  /// Encrypted private keys, which say nothing without their passphrase.
  public internal(set) var encrypted = 0
  /// Private keys whose parts do not belong together: someone's public key with made-up private numbers.
  public internal(set) var fake = 0
  /// What looked like a key and could not be read, or is of an algorithm that has no reader here.
  public internal(set) var unreadable = 0

  /// A public key and where it stood.
  public struct Key: Sendable, Hashable {
    /// The SubjectPublicKeyInfo in DER: as received where it stood there, else made of the key's numbers.
    public let info: [UInt8]
    /// What it stood in.
    public let origin: Origin
  }

  /// What a public key was taken from.
  public enum Origin: String, Sendable, Hashable, CaseIterable {
    case certificate, request, publicKey, privateKey
  }

  /// Nothing.
  public init() {}

  mutating func add(_ info: [UInt8]?, _ origin: Origin) {
    guard let info else {
      unreadable += 1
      return
    }
    keys.append(Key(info: info, origin: origin))
  }
}

extension KeyMaterial {
  /// Adds what another file holds.
  public mutating func merge(_ other: KeyMaterial) {
    keys += other.keys
    encrypted += other.encrypted
    fake += other.fake
    unreadable += other.unreadable
  }
}
