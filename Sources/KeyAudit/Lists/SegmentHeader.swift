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

extension SegmentHeader {
  /// Reads a header; every number in it is held against the length of the file.
  init(_ bytes: Span<UInt8>) throws(ListError) {
    guard bytes.count >= 8, SegmentHeader.magic.indices.allSatisfy({ bytes[$0] == SegmentHeader.magic[$0] }) else {
      throw .unknownFormat
    }
    guard bytes.count >= SegmentHeader.fixedLength else {
      throw .truncated(offset: bytes.count, expected: SegmentHeader.fixedLength)
    }
    guard let kind = HashKind(rawValue: bytes[8]) else { throw .header(offset: 8, what: "no kind of hash") }
    guard bytes[9] <= 1 else { throw .header(offset: 9, what: "neither additions nor removals") }
    guard bytes[10] <= SegmentHeader.fenceBitsLimit else {
      throw .header(offset: 10, what: "an index that is too large")
    }
    let length = SegmentHeader.number(12..<16, in: bytes)
    guard (SegmentHeader.fixedLength...SegmentHeader.lengthLimit).contains(length) else {
      throw .header(offset: 12, what: "a header of \(length) bytes")
    }
    guard length <= bytes.count else { throw .truncated(offset: bytes.count, expected: length) }
    let count = SegmentHeader.number(16..<24, in: bytes)
    guard (0...Int(UInt32.max)).contains(count) else { throw .header(offset: 16, what: "too many records") }
    var header = (0..<length).map { bytes[$0] }
    let seal = header[SegmentHeader.seal]
    header.replaceSubrange(SegmentHeader.seal, with: [0, 0, 0, 0])
    guard Digest(.sha256, of: header.span).bytes.prefix(4) == seal else {
      throw .checksum(offset: SegmentHeader.seal.lowerBound)
    }
    self.kind = kind
    isRemoval = bytes[9] == 1
    fenceBits = bytes[10]
    isWritten = true
    self.count = count
    day = SegmentHeader.number(24..<28, in: bytes)
    checksum = (32..<64).map { bytes[$0] }
    sources = try SegmentHeader.sources(Int(bytes[11]), end: length, in: bytes)
    guard encodedLength == length else {
      throw .header(offset: 12, what: "a header of \(length) bytes, not \(encodedLength)")
    }
    let end = bodyOffset(behind: length) + count * KeyRecord.length
    guard bytes.count >= end else { throw .truncated(offset: bytes.count, expected: end) }
    guard bytes.count == end else { throw .overlong(offset: end, found: bytes.count) }
  }

  private static func number(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int {
    Int(truncatingIfNeeded: range.reduce(0 as UInt64) { $0 << 8 | UInt64(bytes[$1]) })
  }

  private static func sources(
    _ count: Int, end: Int, in bytes: Span<UInt8>
  ) throws(ListError) -> [ListSource] {
    var sources: [ListSource] = []
    var position = fixedLength
    for _ in 0..<count {
      guard position < end else { throw .header(offset: position, what: "a source beyond the header's end") }
      let id = bytes[position]
      position += 1
      var texts: [String] = []
      for _ in 0..<3 {
        guard position < end, position + 1 + Int(bytes[position]) <= end else {
          throw .header(offset: position, what: "a source beyond the header's end")
        }
        let text = (position + 1..<position + 1 + Int(bytes[position])).map { bytes[$0] }
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw .header(offset: position + 1, what: "a source's name that is not UTF-8")
        }
        texts.append(valid)
        position += 1 + text.count
      }
      sources.append(ListSource(id: id, name: texts[0], origin: texts[1], licence: texts[2]))
    }
    return sources
  }
}

/// Where the keys of a list were found.
public struct ListSource: Sendable, Hashable {
  /// The octet that stands for it in the records.
  public let id: UInt8
  /// A short name, such as `keypair`.
  public let name: String
  /// Where it can be had; empty where that is not known.
  public let origin: String
  /// The terms under which it may be passed on; empty where they are not known.
  public let licence: String

  /// A source. Each text is cut to 255 octets of UTF-8.
  public init(id: UInt8, name: String, origin: String = "", licence: String = "") {
    self.id = id
    self.name = ListSource.cut(name)
    self.origin = ListSource.cut(origin)
    self.licence = ListSource.cut(licence)
  }

  private static func cut(_ text: String) -> String {
    var text = text
    while text.utf8.count > 255 { text.removeLast() }
    return text
  }

  /// A list of badkeys' that is newer than this table.
  static func badkeys(_ id: UInt8) -> ListSource {
    ListSource(id: id, name: "badkeys-\(id)", origin: "https://badkeys.info")
  }

  /// The identifiers that badkeys gives the lists in its blocklist.dat (badkeysdata.json).
  public static let badkeys: [ListSource] = [
    (1, "debianssl"), (2, "keypair"), (3, "ransomware"), (4, "documentation"), (5, "firmware"), (6, "localhostcert"),
    (7, "localroot"), (8, "misc"), (9, "softwaretests"), (10, "testvectors"), (11, "rfc"), (12, "web"), (13, "git"),
    (14, "forti"), (15, "pkg"), (16, "firmwares"), (99, "new"),
  ].map { ListSource(id: $0, name: $1, origin: "https://badkeys.info") }
}
