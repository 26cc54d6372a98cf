// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import SystemBridge

/// What of a key a list holds; one kind cannot be made from another without the key.
///
/// The raw value is the octet in a segment's header.
public enum HashKind: UInt8, Sendable, Hashable, CaseIterable {
  /// SHA-256 of the key's one number, as in badkeys' blocklist and the lists of BR 6.1.1.3 (5.1).
  case number = 0
  /// SHA-256 of the SubjectPublicKeyInfo, as boulder and pwnedkeys have it.
  case info = 1
  /// SHA-1 of the line that `openssl rsa -modulus` prints.
  case modulusLine = 2
  /// The last 80 bits of that, as openssl-blacklist has it.
  case modulusLineTail = 3
  /// SHA-1 of the BIT STRING: the subject key identifier (RFC 5280 §4.2.1.2 (1)).
  case keyIdentifier = 4
  /// SHA-1 of the SubjectPublicKeyInfo.
  case infoSHA1 = 5

  /// The name in commands and evidence.
  public var name: String {
    switch self {
    case .number: "number-sha256"
    case .info: "spki-sha256"
    case .modulusLine: "modulus-sha1"
    case .modulusLineTail: "modulus-sha1-80"
    case .keyIdentifier: "ski-sha1"
    case .infoSHA1: "spki-sha1"
    }
  }

  /// The kind of that name.
  public init?(name: String) {
    guard let kind = HashKind.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// The octets of a whole hash, as texts have it.
  public var length: Int {
    switch self {
    case .number, .info: 32
    case .modulusLine, .keyIdentifier, .infoSHA1: 20
    case .modulusLineTail: 10
    }
  }
}

/// The first 120 bits of a hash and the list that it is from: 16 octets, as in badkeys' blocklist.dat.
public struct KeyRecord: Sendable, Hashable {
  static let length = 16
  static let hashLength = 15

  /// The first 8 octets of the hash.
  public let high: UInt64
  /// The next 7 octets and the source, in the last octet.
  public let low: UInt64

  /// The source.
  public var source: UInt8 { UInt8(truncatingIfNeeded: low) }
  /// The rest of the hash without the source.
  var rest: UInt64 { low >> 8 }

  /// A record of the first 15 octets of a hash; one that is shorter is filled up with zeros.
  public init(_ hash: [UInt8], source: UInt8) {
    let octets = hash.prefix(KeyRecord.hashLength) + [UInt8](repeating: 0, count: max(0, 15 - hash.count))
    high = octets.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = octets.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) } << 8 | UInt64(source)
  }

  /// A record of a digest, from this octet on.
  init(_ digest: Digest, from start: Int = 0) {
    var high: UInt64 = 0
    var low: UInt64 = 0
    for index in 0..<8 { high = high << 8 | UInt64(digest[start + index]) }
    for index in 8..<15 where start + index < digest.count {
      low |= UInt64(digest[start + index]) << UInt64(8 * (15 - index))
    }
    (self.high, self.low) = (high, low)
  }

  /// The record that starts at an octet.
  init(at start: Int, in bytes: Span<UInt8>) {
    high = bytes.bigEndianWord(at: start)
    low = bytes.bigEndianWord(at: start + 8)
  }

  /// The octets.
  public var bytes: [UInt8] {
    [high, low].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
    }
  }

  /// Whether both have the same hash.
  func hasHash(of other: KeyRecord) -> Bool { high == other.high && rest == other.rest }

  /// By hash alone.
  func precedes(_ other: KeyRecord) -> Bool { (high, rest) < (other.high, other.rest) }
}

extension KeyRecord: Comparable {
  /// By octets.
  public static func < (left: KeyRecord, right: KeyRecord) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
