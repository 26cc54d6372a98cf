// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge

/// The header of a segment.
///
/// The file has these fields; numbers are big-endian:
///
/// | field | bytes |
/// |---|---|
/// | `CSRKEYS1` | 8 |
/// | kind of hash (`HashKind`) | 1 |
/// | 1 for removals, otherwise 0 | 1 |
/// | binary logarithm of the number of index entries | 1 |
/// | number of sources | 1 |
/// | length of the header in bytes | 4 |
/// | number of records | 8 |
/// | day of creation in days since 1970-01-01 | 4 |
/// | first 32 bits of the SHA-256 of the header, computed with zeros in this field | 4 |
/// | SHA-256 of the records | 32 |
/// | sources: identifier (1 byte) and name, origin and licence, each prefixed with its length (1 byte) | |
/// | zeros up to a multiple of 16 | |
/// | index (fence): entry i is the number of records whose hash starts with a prefix less than i | 4 per entry |
/// | zeros up to a multiple of 16 | |
/// | records | 16 per record |
package struct SegmentHeader: Sendable, Hashable {
  static let magic = Array("CSRKEYS1".utf8)
  static let fixedLength = 64
  static let checksumOffset = 32
  /// The range of the checksum of the header itself.
  static let headerChecksum = 28..<32
  /// The maximum length of a header in bytes, enough for 255 sources with three texts each.
  static let lengthLimit = 1 << 18
  static let fenceBitsLimit: UInt8 = 24

  /// The kind of hash.
  package let kind: HashKind
  /// Whether the records remove keys from the preceding segments.
  package let isRemoval: Bool
  /// The sources of the keys.
  package let sources: [ListSource]
  /// The number of records.
  package let count: Int
  /// The day of creation, in days since 1970-01-01.
  package let day: Int
  /// SHA-256 of the records.
  package let checksum: [UInt8]
  let fenceBits: UInt8
  /// Whether the file contains the header; badkeys' blocklist.dat has only records.
  let isInFile: Bool

  /// The length before the index in bytes, computed from the fields.
  var encodedLength: Int { isInFile ? paddedLength : 0 }
  private var paddedLength: Int { (SegmentHeader.fixedLength + sources.reduce(0) { $0 + $1.encodedLength } + 15) & ~15 }
  var fenceCount: Int { 1 << Int(fenceBits) }
  /// The offset of the records for a header of this length.
  func bodyOffset(after length: Int) -> Int { isInFile ? length + (4 * fenceCount + 15) & ~15 : 0 }

  /// The index size for about sixteen records per entry.
  static func fenceBits(for count: Int) -> UInt8 {
    (0..<fenceBitsLimit).first { count >> Int($0) <= 16 } ?? fenceBitsLimit
  }

  var bytes: [UInt8] {
    var bytes = SegmentHeader.magic + [kind.rawValue, isRemoval ? 1 : 0, fenceBits, UInt8(sources.count)]
    bytes += SegmentHeader.octets(encodedLength, 4) + SegmentHeader.octets(count, 8) + SegmentHeader.octets(day, 4)
    bytes += [0, 0, 0, 0] + checksum
    for source in sources { bytes += source.bytes }
    bytes += [UInt8](repeating: 0, count: encodedLength - bytes.count)
    bytes.replaceSubrange(SegmentHeader.headerChecksum, with: Digest(.sha256, of: bytes.span).bytes.prefix(4))
    return bytes
  }

  /// The big-endian encoding of a number in `count` bytes.
  static func octets(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
  }
}

extension ListSource {
  var encodedLength: Int { 4 + name.utf8.count + origin.utf8.count + licence.utf8.count }

  var bytes: [UInt8] {
    var bytes = [id]
    for text in [name, origin, licence] {
      bytes.append(UInt8(text.utf8.count))
      bytes += text.utf8
    }
    return bytes
  }
}

extension SegmentHeader {
  /// Reads a header and checks every number in it against the length of the file.
  init(_ bytes: Span<UInt8>) throws(ListError) {
    guard bytes.count >= 8, SegmentHeader.magic.indices.allSatisfy({ bytes[$0] == SegmentHeader.magic[$0] }) else {
      throw .unknownFormat
    }
    guard bytes.count >= SegmentHeader.fixedLength else {
      throw .truncated(offset: bytes.count, expected: SegmentHeader.fixedLength)
    }
    guard let kind = HashKind(rawValue: bytes[8]) else {
      throw .header(offset: 8, what: "unknown kind of hash \(bytes[8])")
    }
    guard bytes[9] <= 1 else {
      throw .header(offset: 9, what: "\(bytes[9]), but must be 0 (additions) or 1 (removals)")
    }
    guard bytes[10] <= SegmentHeader.fenceBitsLimit else {
      throw .header(offset: 10, what: "an index of 2^\(bytes[10]) entries is too large")
    }
    let length = SegmentHeader.number(12..<16, in: bytes)
    guard (SegmentHeader.fixedLength...SegmentHeader.lengthLimit).contains(length) else {
      throw .header(offset: 12, what: "a header cannot have \(length) bytes")
    }
    guard length <= bytes.count else { throw .truncated(offset: bytes.count, expected: length) }
    let count = SegmentHeader.number(16..<24, in: bytes)
    guard (0...Int(UInt32.max)).contains(count) else {
      throw .header(offset: 16, what: "too many records: the limit is \(UInt32.max)")
    }
    var header = (0..<length).map { bytes[$0] }
    let checksum = header[SegmentHeader.headerChecksum]
    header.replaceSubrange(SegmentHeader.headerChecksum, with: [0, 0, 0, 0])
    guard Digest(.sha256, of: header.span).bytes.prefix(4) == checksum else {
      throw .checksum(offset: SegmentHeader.headerChecksum.lowerBound)
    }
    self.kind = kind
    isRemoval = bytes[9] == 1
    fenceBits = bytes[10]
    isInFile = true
    self.count = count
    day = SegmentHeader.number(24..<28, in: bytes)
    self.checksum = (32..<64).map { bytes[$0] }
    sources = try SegmentHeader.sources(Int(bytes[11]), end: length, in: bytes)
    guard encodedLength == length else {
      throw .header(offset: 12, what: "a header length of \(length) bytes, but the fields need \(encodedLength)")
    }
    let end = bodyOffset(after: length) + count * KeyRecord.length
    guard bytes.count >= end else { throw .truncated(offset: bytes.count, expected: end) }
    guard bytes.count == end else { throw .overlong(offset: end, found: bytes.count) }
  }

  /// Reads a big-endian number.
  static func number(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int {
    Int(truncatingIfNeeded: range.reduce(0 as UInt64) { $0 << 8 | UInt64(bytes[$1]) })
  }

  private static func sources(
    _ count: Int, end: Int, in bytes: Span<UInt8>
  ) throws(ListError) -> [ListSource] {
    var sources: [ListSource] = []
    var position = fixedLength
    for _ in 0..<count {
      guard position < end else { throw .header(offset: position, what: "a source extends beyond the header") }
      let id = bytes[position]
      position += 1
      var texts: [String] = []
      for _ in 0..<3 {
        guard position < end, position + 1 + Int(bytes[position]) <= end else {
          throw .header(offset: position, what: "a source extends beyond the header")
        }
        let text = (position + 1..<position + 1 + Int(bytes[position])).map { bytes[$0] }
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw .header(offset: position + 1, what: "a source with text that is not valid UTF-8")
        }
        texts.append(valid)
        position += 1 + text.count
      }
      sources.append(ListSource(id: id, name: texts[0], origin: texts[1], licence: texts[2]))
    }
    return sources
  }
}

/// A source of keys in a list.
package struct ListSource: Sendable, Hashable {
  /// The identifier of the source in the records.
  package let id: UInt8
  /// A short name, such as `keypair`.
  package let name: String
  /// Where the source is published; empty if unknown.
  package let origin: String
  /// The licence of the source; empty if unknown.
  package let licence: String

  /// Creates a source. Each text is truncated to 255 bytes of UTF-8.
  package init(id: UInt8, name: String, origin: String = "", licence: String = "") {
    self.id = id
    self.name = ListSource.cut(name)
    self.origin = ListSource.cut(origin)
    self.licence = ListSource.cut(licence)
  }

  private static func cut(_ text: String) -> String {
    var length = 0
    return String(
      text.prefix { character in
        length += character.utf8.count
        return length <= 255
      })
  }

  /// A badkeys source that is newer than the table below.
  static func badkeys(_ id: UInt8) -> ListSource {
    ListSource(id: id, name: "badkeys-\(id)", origin: "https://badkeys.info")
  }

  /// The sources in badkeys' blocklist.dat (badkeysdata.json).
  package static let badkeys: [ListSource] = [
    (1, "debianssl"), (2, "keypair"), (3, "ransomware"), (4, "documentation"), (5, "firmware"), (6, "localhostcert"),
    (7, "localroot"), (8, "misc"), (9, "softwaretests"), (10, "testvectors"), (11, "rfc"), (12, "web"), (13, "git"),
    (14, "forti"), (15, "pkg"), (16, "firmwares"), (99, "new"),
  ].map { ListSource(id: $0, name: $1, origin: "https://badkeys.info") }
}
