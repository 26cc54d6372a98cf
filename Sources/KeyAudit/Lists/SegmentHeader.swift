// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// What a segment says of itself before its first record.
///
/// The octets, numbers big-endian: `CSRKEYS1`; kind; 1 for removals, else 0; the binary logarithm of the number of
/// fence entries; number of sources; header length, 32 bits; number of records, 64 bits; the day in days since
/// 1970-01-01, 32 bits; the first 32 bits of the SHA-256 of the header with zeros here; SHA-256 of the records. Then
/// the sources: identifier and three texts, each behind its length; zeros up to a multiple of 16; the fence, 32 bits
/// an entry: the number of records whose hash starts with fewer; and the records.
public struct SegmentHeader: Sendable, Hashable {
  static let magic = Array("CSRKEYS1".utf8)
  static let fixedLength = 64
  static let checksumOffset = 32
  /// Where the header's own checksum stands.
  static let seal = 28..<32
  /// No header is longer: 255 sources with three texts each.
  static let lengthLimit = 1 << 18
  static let fenceBitsLimit: UInt8 = 24

  /// What the records are hashes of.
  public let kind: HashKind
  /// Whether the records take keys away from the segments before this one.
  public let isRemoval: Bool
  /// Where the keys are from.
  public let sources: [ListSource]
  /// The number of records.
  public let count: Int
  /// The day on which it was made, in days since 1970-01-01.
  public let day: Int
  /// SHA-256 of the records.
  public let checksum: [UInt8]
  let fenceBits: UInt8
  /// Whether it stands in the file; badkeys' blocklist.dat has records only.
  let isWritten: Bool

  /// The octets before the fence, by what is in the header.
  var encodedLength: Int { isWritten ? paddedLength : 0 }
  private var paddedLength: Int { (SegmentHeader.fixedLength + sources.reduce(0) { $0 + $1.encodedLength } + 15) & ~15 }
  var fenceCount: Int { 1 << Int(fenceBits) }
  /// Where the records start.
  func bodyOffset(behind length: Int) -> Int { isWritten ? length + (4 * fenceCount + 15) & ~15 : 0 }

  /// About sixteen records to a fence entry.
  static func fenceBits(for count: Int) -> UInt8 {
    var bits: UInt8 = 0
    while bits < fenceBitsLimit, count >> Int(bits) > 16 { bits += 1 }
    return bits
  }

  var bytes: [UInt8] {
    var bytes = SegmentHeader.magic + [kind.rawValue, isRemoval ? 1 : 0, fenceBits, UInt8(sources.count)]
    bytes += SegmentHeader.octets(encodedLength, 4) + SegmentHeader.octets(count, 8) + SegmentHeader.octets(day, 4)
    bytes += [0, 0, 0, 0] + checksum
    for source in sources { bytes += source.bytes }
    bytes += [UInt8](repeating: 0, count: encodedLength - bytes.count)
    bytes.replaceSubrange(SegmentHeader.seal, with: Digest(.sha256, of: bytes.span).bytes.prefix(4))
    return bytes
  }

  static func octets(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
  }
}

extension ListSource {
  var encodedLength: Int { 4 + name.utf8.count + origin.utf8.count + licence.utf8.count }

  var bytes: [UInt8] {
    [id] + [name, origin, licence].flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
  }
}
