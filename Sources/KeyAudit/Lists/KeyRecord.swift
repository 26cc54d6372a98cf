// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import SystemBridge

/// The kind of hash that a list contains. One kind cannot be computed from another without the key.
///
/// The raw value is the byte in the header of a segment.
package enum HashKind: UInt8, Sendable, Hashable, CaseIterable {
  /// SHA-256 of the key's characteristic number, as in badkeys' blocklist and the lists of BR 6.1.1.3 (5.1).
  case number = 0
  /// SHA-256 of the SubjectPublicKeyInfo, as used by boulder and pwnedkeys.
  case info = 1
  /// SHA-1 of the line that `openssl rsa -modulus` prints.
  case modulusLine = 2
  /// The last 80 bits of `modulusLine`, as used by openssl-blacklist.
  case modulusLineTail = 3
  /// SHA-1 of the BIT STRING: the subject key identifier (RFC 5280 §4.2.1.2 (1)).
  case keyIdentifier = 4
  /// SHA-1 of the SubjectPublicKeyInfo.
  case infoSHA1 = 5

  /// The name of the kind in commands and evidence.
  package var name: String {
    switch self {
    case .number: "number-sha256"
    case .info: "spki-sha256"
    case .modulusLine: "modulus-sha1"
    case .modulusLineTail: "modulus-sha1-80"
    case .keyIdentifier: "ski-sha1"
    case .infoSHA1: "spki-sha1"
    }
  }

  /// Returns the kind with a name.
  package init?(name: String) {
    guard let kind = HashKind.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// The length of a complete hash in bytes.
  package var length: Int {
    switch self {
    case .number, .info: 32
    case .modulusLine, .keyIdentifier, .infoSHA1: 20
    case .modulusLineTail: 10
    }
  }
}

/// The first 120 bits of a hash and the identifier of its source: 16 bytes, as in badkeys' blocklist.dat.
package struct KeyRecord: Sendable, Hashable {
  static let length = 16
  static let hashLength = 15

  /// The first 8 bytes of the hash.
  package let high: UInt64
  /// The next 7 bytes of the hash and, in the last byte, the source.
  package let low: UInt64

  /// The identifier of the source.
  package var source: UInt8 { UInt8(truncatingIfNeeded: low) }
  /// The next 7 bytes of the hash, without the source.
  var rest: UInt64 { low >> 8 }

  /// Creates a record of the first 15 bytes of a hash; a shorter hash is padded with zeros.
  package init(_ hash: [UInt8], source: UInt8) {
    let octets = hash.prefix(KeyRecord.hashLength) + [UInt8](repeating: 0, count: max(0, 15 - hash.count))
    high = octets.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = octets.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) } << 8 | UInt64(source)
  }

  /// Creates a record of a digest, from a byte offset on.
  init(_ digest: Digest, from start: Int = 0) {
    var high: UInt64 = 0
    var low: UInt64 = 0
    for index in 0..<8 { high = high << 8 | UInt64(digest[start + index]) }
    for index in 8..<15 where start + index < digest.count {
      low |= UInt64(digest[start + index]) << UInt64(8 * (15 - index))
    }
    (self.high, self.low) = (high, low)
  }

  /// Reads the record at an offset.
  init(at start: Int, in bytes: Span<UInt8>) {
    high = bytes.bigEndianWord(at: start)
    low = bytes.bigEndianWord(at: start + 8)
  }

  /// The encoded record.
  package var bytes: [UInt8] {
    [high, low].flatMap { (word: UInt64) -> [UInt8] in
      (0..<8).map { (place: UInt64) in UInt8(truncatingIfNeeded: word >> (56 - 8 * place)) }
    }
  }

  /// Whether both records have the same hash.
  func hasHash(of other: KeyRecord) -> Bool { high == other.high && rest == other.rest }

  /// Compares the hashes only.
  func precedes(_ other: KeyRecord) -> Bool { (high, rest) < (other.high, other.rest) }
}

extension KeyRecord: Comparable {
  /// Compares the hashes, then the sources.
  package static func < (left: KeyRecord, right: KeyRecord) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
