// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
package import PKCS10

/// The public keys in a file, in any supported format.
package struct KeyMaterial: Sendable, Hashable {
  /// The keys in the order of the file.
  package internal(set) var keys: [Key] = []
  /// The number of encrypted private keys, which cannot be read without their passphrase.
  package internal(set) var encrypted = 0
  /// The number of private keys whose numbers do not match each other, such as a public key with invented private numbers.
  package internal(set) var fake = 0
  /// The number of inputs that look like a key but are malformed or of an unsupported algorithm.
  package internal(set) var unreadable = 0
  /// Where the first of these inputs are, and why they cannot be read.
  package internal(set) var faults: [Fault] = []
  /// The line at which the object that is being read starts.
  var line = 1
  /// The name of the record that is being read, for its keys.
  var owner: String?

  /// A public key and where it was found.
  package struct Key: Sendable, Hashable {
    /// The SubjectPublicKeyInfo in DER: as received if the file contains it, otherwise encoded from the key's numbers.
    package let info: [UInt8]
    /// The structure in which the key was found.
    package let origin: Origin
    /// The line of the input at which the structure starts, from 1.
    package let line: Int
    /// The name in the record that the key was found in, such as a host or a domain.
    package let owner: String?
    /// The request with the key, in DER; nil for a key from another structure.
    package let request: [UInt8]?

    init(
      info: [UInt8], origin: Origin, line: Int = 1, owner: String? = nil, request: [UInt8]? = nil
    ) {
      self.info = info
      self.origin = origin
      self.line = line
      self.owner = owner
      self.request = request
    }
  }

  /// An input that looks like a key but cannot be read.
  package struct Fault: Sendable, Hashable {
    /// The line of the input, from 1.
    package let line: Int
    /// Why it cannot be read: a sentence without a full stop.
    package let reason: String
  }

  /// The maximum number of faults that are kept.
  private static let faultLimit = 16

  /// The structure that a public key was taken from.
  package enum Origin: String, Sendable, Hashable, CaseIterable {
    case certificate, request, publicKey, privateKey, dnskey, dkim
  }

  /// Creates an empty value.
  package init() {}

  /// Adds a key; without an encoding, its algorithm is not supported.
  mutating func add(_ info: [UInt8]?, _ origin: Origin, request: [UInt8]? = nil) {
    guard let info else { return refuse("the key is damaged or its algorithm is not supported") }
    keys.append(Key(info: info, origin: origin, line: line, owner: owner, request: request))
  }

  /// Counts an input that cannot be read.
  mutating func refuse(_ reason: String) {
    unreadable += 1
    if faults.count < KeyMaterial.faultLimit { faults.append(Fault(line: line, reason: reason)) }
  }

  /// Adds keys that were read from another part of the input.
  package mutating func add(keys more: [Key]) { keys += more }

  /// Returns the keys read so far and removes them.
  package mutating func takeKeys() -> [Key] {
    defer { keys = [] }
    return keys
  }
}

extension KeyMaterial {
  /// Adds the keys and counts of another file.
  package mutating func merge(_ other: KeyMaterial) {
    keys += other.keys
    encrypted += other.encrypted
    fake += other.fake
    unreadable += other.unreadable
    faults = Array((faults + other.faults).prefix(KeyMaterial.faultLimit))
  }
}

extension KeyMaterial.Key {
  /// The decoded `info`, or nil if it is not a SubjectPublicKeyInfo.
  package var subjectPublicKeyInfo: SubjectPublicKeyInfo? {
    let bytes = info.span
    var cursor = Cursor(0..<bytes.count)
    var notes: [Irregularity] = []
    guard let node = try? cursor.next(.sequence, in: bytes) else { return nil }
    return try? SubjectPublicKeyInfo.read(node, in: bytes, notes: &notes)
  }

  /// Creates an RSA key from a modulus, with the exponent 65,537.
  package init(modulus: [UInt8]) {
    self.init(info: KeyEncoder.rsa(modulus: modulus, exponent: [1, 0, 1]), origin: .publicKey)
  }
}

extension KeyMaterial {
  /// Reads text with keys, or one DER structure, in linear time.
  ///
  /// Other input yields no keys.
  package init(_ bytes: Span<UInt8>) {
    self.init()
    if KeyMaterial.isStructure(bytes) {
      read(der: bytes)
    } else {
      var reader = KeyTextReader()
      reader.read(bytes)
      self = reader.finish()
    }
  }

  /// Whether the bytes are one SEQUENCE, apart from a line end that an editor may have added.
  package static func isStructure(_ bytes: Span<UInt8>) -> Bool {
    var cursor = Cursor(0..<bytes.count)
    guard let node = try? cursor.next(.sequence, in: bytes) else { return false }
    return bytes.count - node.end <= 2
  }
}
