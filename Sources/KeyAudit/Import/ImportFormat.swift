// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// A format of lists that others publish; the raw value is its name in the command.
public enum ImportFormat: String, Sendable, Hashable, CaseIterable {
  /// badkeys' blocklist.dat.
  case badkeys
  /// dwk_blocklists: SHA-256 of the modulus or the x coordinate, one a line.
  case dwk
  /// openssl-blacklist: the last 80 bits of the modulus line's SHA-1, one a line.
  case opensslBlacklist = "openssl-blacklist"
  /// crt.sh and openssl_blocklists: the modulus line's SHA-1 at the end of each line.
  case crtsh
  /// boulder and pwnedkeys: SHA-256 of the SubjectPublicKeyInfo, one a line.
  case spki
  /// SHA-1 of the SubjectPublicKeyInfo, one a line.
  case spkiSHA1 = "spki-sha1"
  /// Subject key identifiers, one a line.
  case ski
  /// Keys, certificates and requests in PEM, DER and OpenSSH's form.
  case keys
  /// Primes of RSA keys in hexadecimal, or their product as gmpy2 writes it and badkeys has it.
  case primes

  /// What the hashes are of; nil for primes, which become no segment.
  public var kind: HashKind? {
    switch self {
    case .badkeys, .dwk, .keys: .number
    case .opensslBlacklist: .modulusLineTail
    case .crtsh: .modulusLine
    case .spki: .info
    case .spkiSHA1: .infoSHA1
    case .ski: .keyIdentifier
    case .primes: nil
    }
  }

  /// What it is, for the command's help.
  public var summary: String {
    switch self {
    case .badkeys: "badkeys' blocklist.dat"
    case .dwk: "dwk_blocklists: SHA-256 of the modulus or the x coordinate, one a line"
    case .opensslBlacklist: "openssl-blacklist: the last 20 digits of the modulus line's SHA-1, one a line"
    case .crtsh: "crt.sh, openssl_blocklists: the modulus line's SHA-1 at the end of each line"
    case .spki: "boulder, pwnedkeys: SHA-256 of the SubjectPublicKeyInfo, one a line"
    case .spkiSHA1: "SHA-1 of the SubjectPublicKeyInfo, one a line"
    case .ski: "subject key identifiers, one a line"
    case .keys: "keys, certificates, requests in PEM, DER and OpenSSH's form"
    case .primes: "primes that keys have in common, in hexadecimal, or badkeys' product of them"
    }
  }
}

/// What an import passed over.
public struct ImportCounts: Sendable, Hashable {
  /// Keys or hashes taken, repetitions included.
  public internal(set) var taken = 0
  /// Encrypted private keys.
  public internal(set) var encrypted = 0
  /// Private keys whose parts do not belong together.
  public internal(set) var fake = 0
  /// What could not be read.
  public internal(set) var unreadable = 0

  /// Nothing yet.
  public init() {}
}

extension SegmentBuilder {
  /// Adds what a file of another's format holds.
  ///
  /// - Parameter source: stands for the file in the records; a badkeys file has sources of its own.
  public mutating func add(
    _ bytes: Span<UInt8>, _ format: ImportFormat, source: UInt8, counts: inout ImportCounts
  ) throws(ListError) {
    switch format {
    case .badkeys: try add(blocklist: bytes, counts: &counts)
    case .keys: add(material: KeyMaterial(bytes), source: source, counts: &counts)
    case .dwk, .opensslBlacklist, .crtsh, .spki, .spkiSHA1, .ski:
      for hash in try HashText.read(bytes, length: kind.length) {
        add(hash, source: source)
        counts.taken += 1
      }
    case .primes: break
    }
  }

  private mutating func add(blocklist bytes: Span<UInt8>, counts: inout ImportCounts) throws(ListError) {
    let whole = bytes.count / KeyRecord.length * KeyRecord.length
    guard whole == bytes.count else { throw .overlong(offset: whole, found: bytes.count) }
    var last: KeyRecord?
    for start in stride(from: 0, to: whole, by: KeyRecord.length) {
      let record = KeyRecord(at: start, in: bytes)
      if let last, !last.precedes(record) { throw .order(offset: start) }
      if !sources.contains(where: { $0.id == record.source }) { add(.badkeys(record.source)) }
      add(record)
      counts.taken += 1
      last = record
    }
  }

  /// Adds the keys' hashes of this list's kind.
  public mutating func add(material: KeyMaterial, source: UInt8, counts: inout ImportCounts) {
    counts.encrypted += material.encrypted
    counts.fake += material.fake
    counts.unreadable += material.unreadable
    for key in material.keys {
      guard let record = KeyRecord(kind, of: key) else {
        counts.unreadable += 1
        continue
      }
      add(KeyRecord(record, source: source))
      counts.taken += 1
    }
  }
}

extension KeyRecord {
  fileprivate init?(_ kind: HashKind, of key: KeyMaterial.Key) {
    guard let info = key.subjectPublicKeyInfo else { return nil }
    var hashes = KeyHashes()
    guard let record = KeyRecord(kind, of: info, in: key.info.span, hashes: &hashes) else { return nil }
    self = record
  }
}
