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

  /// A public key and where it was found.
  package struct Key: Sendable, Hashable {
    /// The SubjectPublicKeyInfo in DER: as received if the file contains it, otherwise encoded from the key's numbers.
    package let info: [UInt8]
    /// The structure in which the key was found.
    package let origin: Origin
    /// Whether no damage can explain a fault of the key; false for the key of a request that it did not sign.
    package private(set) var isProven = true
  }

  /// The structure that a public key was taken from.
  package enum Origin: String, Sendable, Hashable, CaseIterable {
    case certificate, request, publicKey, privateKey
  }

  /// Creates an empty value.
  package init() {}

  mutating func add(_ info: [UInt8]?, _ origin: Origin, isProven: Bool = true) {
    guard let info else {
      unreadable += 1
      return
    }
    keys.append(Key(info: info, origin: origin, isProven: isProven))
  }
}

extension KeyMaterial {
  /// Adds the keys and counts of another file.
  package mutating func merge(_ other: KeyMaterial) {
    keys += other.keys
    encrypted += other.encrypted
    fake += other.fake
    unreadable += other.unreadable
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
  /// Reads PEM blocks, lines with OpenSSH public keys, or one DER structure, in linear time.
  ///
  /// Other input yields no keys.
  package init(_ bytes: Span<UInt8>) {
    self.init()
    if KeyMaterial.isStructure(bytes) {
      read(der: bytes)
      return
    }
    var block: Block?
    var lines = LineReader(endsAtCarriageReturn: true)
    while let line = lines.next(in: bytes) { read(line: KeyMaterial.trimmed(line, in: bytes), in: bytes, &block) }
    if block != nil { unreadable += 1 }
  }

  /// Whether the bytes are one SEQUENCE, apart from a line end that an editor may have added.
  private static func isStructure(_ bytes: Span<UInt8>) -> Bool {
    var cursor = Cursor(0..<bytes.count)
    guard let node = try? cursor.next(.sequence, in: bytes) else { return false }
    return bytes.count - node.end <= 2
  }

  /// A PEM block whose end has not been read yet.
  private struct Block {
    let label: [UInt8]
    var content: [UInt8] = []
    var isEncrypted = false
  }

  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)
  private static let dashes = Array("-----".utf8)

  private mutating func read(line: Range<Int>, in bytes: Span<UInt8>, _ block: inout Block?) {
    let text = line.map { bytes[$0] }
    if text.starts(with: KeyMaterial.begin), text.count > 16, text.suffix(5) == KeyMaterial.dashes[...] {
      if block != nil { unreadable += 1 }
      block = Block(label: Array(text[11..<text.count - 5]))
    } else if text.starts(with: KeyMaterial.end) {
      if let complete = block { read(complete) }
      block = nil
    } else if block != nil {
      if text.contains(UInt8(ascii: ":")) {
        if text.starts(with: Array("Proc-Type: 4,ENCRYPTED".utf8)) { block?.isEncrypted = true }
      } else {
        block?.content += text
      }
    } else if text.starts(with: Array("ssh-".utf8)) || text.starts(with: Array("ecdsa-".utf8)) {
      let fields = text.split(separator: 0x20, maxSplits: 2)
      guard fields.count > 1, let blob = Base64.decode(standard: Array(fields[1])) else {
        unreadable += 1
        return
      }
      add(OpenSSHKey.publicKey(blob), .publicKey)
    }
  }

  private mutating func read(_ block: Block) {
    let label = String(decoding: block.label, as: UTF8.self)
    guard !block.isEncrypted, label != "ENCRYPTED PRIVATE KEY" else {
      encrypted += 1
      return
    }
    guard KeyMaterial.labels.contains(label) else { return }
    guard let content = Base64.decode(standard: block.content) else {
      unreadable += 1
      return
    }
    if label == "OPENSSH PRIVATE KEY" { read(openSSH: content) } else { read(der: content.span) }
  }

  /// The labels of blocks with a key; others, such as parameters and CRLs, are skipped.
  private static let labels: Set<String> = [
    "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST",
    "PUBLIC KEY", "RSA PUBLIC KEY", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
  ]

  private static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    guard let first = range.first(where: { bytes[$0] != 0x20 && bytes[$0] != 0x09 }),
      let last = range.last(where: { bytes[$0] != 0x20 && bytes[$0] != 0x09 })
    else { return range.lowerBound..<range.lowerBound }
    return first..<last + 1
  }
}
