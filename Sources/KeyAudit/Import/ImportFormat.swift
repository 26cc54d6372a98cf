// SPDX-License-Identifier: Apache-2.0
internal import PKCS10

/// A format of published key lists; the raw value is its name in commands.
package enum ImportFormat: String, Sendable, Hashable, CaseIterable {
  /// The blocklist.dat of badkeys.
  case badkeys
  /// dwk_blocklists: SHA-256 of the modulus or x coordinate, one per line.
  case dwk
  /// openssl-blacklist: the last 80 bits of the SHA-1 of the modulus line, one per line.
  case opensslBlacklist = "openssl-blacklist"
  /// crt.sh and openssl_blocklists: SHA-1 of the modulus line, at the end of each line.
  case crtsh
  /// boulder and pwnedkeys: SHA-256 of the SubjectPublicKeyInfo, one per line.
  case spki
  /// SHA-1 of the SubjectPublicKeyInfo, one per line.
  case spkiSHA1 = "spki-sha1"
  /// Subject key identifiers, one per line.
  case ski
  /// Keys, certificates and requests in PEM, DER or OpenSSH format.
  case keys
  /// Primes of RSA keys in hexadecimal, or their product in gmpy2's binary format, as published by badkeys.
  case primes

  /// The kind of hash; nil for primes, which are not stored in a segment.
  package var kind: HashKind? {
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

  /// A one-line description for the command's help.
  package var summary: String {
    switch self {
    case .badkeys: "badkeys' blocklist.dat"
    case .dwk: "dwk_blocklists: SHA-256 of the modulus or x coordinate, one per line"
    case .opensslBlacklist: "openssl-blacklist: last 20 digits of the modulus line's SHA-1, one per line"
    case .crtsh: "crt.sh, openssl_blocklists: SHA-1 of the modulus line, at the end of a line"
    case .spki: "boulder, pwnedkeys: SHA-256 of the SubjectPublicKeyInfo, one per line"
    case .spkiSHA1: "SHA-1 of the SubjectPublicKeyInfo, one per line"
    case .ski: "subject key identifiers, one per line"
    case .keys: "keys, certificates and CSRs in PEM, DER or OpenSSH format"
    case .primes: "shared primes in hexadecimal, or their product as published by badkeys"
    }
  }
}

/// How much an import added and skipped.
package struct ImportCounts: Sendable, Hashable {
  /// The number of keys or hashes added, duplicates included.
  package internal(set) var added = 0
  /// The number of encrypted private keys.
  package internal(set) var encrypted = 0
  /// The number of private keys whose numbers do not match each other.
  package internal(set) var fake = 0
  /// The number of inputs that could not be read.
  package internal(set) var unreadable = 0

  /// Creates counts of zero.
  package init() {}
}

extension SegmentBuilder {
  /// Adds the hashes from a file in another format.
  ///
  /// - Parameter source: the identifier of the file in the records; ignored for badkeys files, which contain their own.
  package mutating func add(
    _ bytes: Span<UInt8>, _ format: ImportFormat, source: UInt8, counts: inout ImportCounts
  ) throws(ListError) {
    switch format {
    case .badkeys: try add(blocklist: bytes, counts: &counts)
    case .keys: add(material: KeyMaterial(bytes), source: source, counts: &counts)
    case .dwk, .opensslBlacklist, .crtsh, .spki, .spkiSHA1, .ski:
      for hash in try HashText.read(bytes, length: kind.length) {
        add(hash, source: source)
        counts.added += 1
      }
    case .primes: break
    }
  }

  private mutating func add(blocklist bytes: Span<UInt8>, counts: inout ImportCounts) throws(ListError) {
    let end = bytes.count / KeyRecord.length * KeyRecord.length
    guard end == bytes.count else { throw .overlong(offset: end, found: bytes.count) }
    var last: KeyRecord?
    for start in stride(from: 0, to: end, by: KeyRecord.length) {
      let record = KeyRecord(at: start, in: bytes)
      if let last, !last.precedes(record) { throw .order(offset: start) }
      if !sources.contains(where: { $0.id == record.source }) { add(.badkeys(record.source)) }
      add(record)
      counts.added += 1
      last = record
    }
  }

  /// Adds the hashes of keys, of the kind that this list contains.
  package mutating func add(material: KeyMaterial, source: UInt8, counts: inout ImportCounts) {
    counts.encrypted += material.encrypted
    counts.fake += material.fake
    counts.unreadable += material.unreadable
    for key in material.keys {
      guard let record = KeyRecord(kind, of: key) else {
        counts.unreadable += 1
        continue
      }
      add(KeyRecord(record, source: source))
      counts.added += 1
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
