// SPDX-License-Identifier: Apache-2.0
public import PKCS10

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

extension KeyMaterial.Key {
  /// The key as it stands in `info`, or nil where that is none.
  public var subjectPublicKeyInfo: SubjectPublicKeyInfo? {
    let bytes = info.span
    var cursor = Cursor(0..<bytes.count)
    var notes: [Irregularity] = []
    guard let node = try? cursor.next(.sequence, in: bytes) else { return nil }
    return try? SubjectPublicKeyInfo.read(node, in: bytes, notes: &notes)
  }

  /// An RSA key of a modulus and the exponent 65,537.
  public init(modulus: [UInt8]) {
    self.init(info: KeyEncoder.rsa(modulus: modulus, exponent: [1, 0, 1]), origin: .publicKey)
  }
}

extension KeyMaterial {
  /// Reads PEM blocks, lines of OpenSSH public keys, or one structure in DER.
  ///
  /// Time is linear; what is none of these gives no keys.
  public init(_ bytes: Span<UInt8>) {
    self.init()
    if KeyMaterial.isStructure(bytes) {
      read(der: bytes)
      return
    }
    var block: Block?
    var position = 0
    while position < bytes.count {
      var end = position
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      read(line: KeyMaterial.trimmed(position..<end, in: bytes), in: bytes, &block)
      position = end + 1
    }
    if block != nil { unreadable += 1 }
  }

  /// Whether one SEQUENCE fills the bytes, but for an end of line that an editor added.
  private static func isStructure(_ bytes: Span<UInt8>) -> Bool {
    var cursor = Cursor(0..<bytes.count)
    guard let node = try? cursor.next(.sequence, in: bytes) else { return false }
    return bytes.count - node.end <= 2
  }

  /// A PEM block that has begun.
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
      if let whole = block { read(whole) }
      block = nil
    } else if block != nil {
      if text.contains(UInt8(ascii: ":")) {
        if text.starts(with: Array("Proc-Type: 4,ENCRYPTED".utf8)) { block?.isEncrypted = true }
      } else {
        block?.content += text
      }
    } else if text.starts(with: Array("ssh-".utf8)) || text.starts(with: Array("ecdsa-".utf8)) {
      let fields = text.split(separator: 0x20, maxSplits: 2)
      guard fields.count > 1, let blob = Base64.decode(Array(fields[1])) else {
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
    guard let content = Base64.decode(block.content) else {
      unreadable += 1
      return
    }
    if label == "OPENSSH PRIVATE KEY" { read(openSSH: content) } else { read(der: content.span) }
  }

  /// Blocks with other labels, such as parameters and CRLs, hold no key.
  private static let labels: Set<String> = [
    "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST",
    "PUBLIC KEY", "RSA PUBLIC KEY", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
  ]

  private static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while start < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }
}
