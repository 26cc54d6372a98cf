// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import SystemBridge

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
