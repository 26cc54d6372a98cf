// SPDX-License-Identifier: Apache-2.0
import KeyAudit
import OpenSSLBridge
import SystemBridge
import Testing

/// Corrupts every field of every kind of list. Each corruption must be rejected with the offset of the invalid byte.
@Suite struct DamageTests {
  /// A corruption of a list and the offset that the error must contain.
  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let offset: Int
    let make: @Sendable (inout [UInt8]) -> Void

    init(_ what: String, at offset: Int, _ make: @escaping @Sendable (inout [UInt8]) -> Void) {
      (testDescription, self.offset, self.make) = (what, offset, make)
    }
  }

  static let segment = SegmentTests.builder(100).bytes(day: 1)
  /// The segment has a 64-byte header, two sources of 7 and 9 bytes with padding, 8 index entries and 100 records.
  static let bodyOffset = segment.count - 1600
  static let fenceOffset = bodyOffset - 32

  /// Recomputes the checksum of a changed header.
  static func seal(_ bytes: inout [UInt8]) {
    let length = bytes[12..<16].reduce(0) { $0 << 8 | Int($1) }
    bytes.replaceSubrange(28..<32, with: [0, 0, 0, 0])
    let header = Array(bytes.prefix(length))
    bytes.replaceSubrange(28..<32, with: Digest(.sha256, of: header.span).bytes.prefix(4))
  }

  /// The offset of the first record of a source.
  static func firstRecord(of source: UInt8) -> Int {
    stride(from: bodyOffset, to: segment.count, by: 16).first { segment[$0 + 15] == source } ?? 0
  }

  static let header: [Damage] = [
    Damage("magic", at: 0) { $0[3] ^= 1 },
    Damage("unknown kind", at: 8) { $0[8] = 6 },
    Damage("another kind", at: 28) { $0[8] = 1 },
    Damage("neither additions nor removals", at: 9) { $0[9] = 2 },
    Damage("additions changed to removals", at: 28) { $0[9] = 1 },
    Damage("index too large", at: 10) { $0[10] = 25 },
    Damage("index of another size", at: 28) { $0[10] ^= 1 },
    Damage("index of another size, sealed", at: segment.count) {
      $0[10] = 4; seal(&$0)
    },
    Damage("number of sources", at: 28) { $0[11] = 1 },
    Damage("one source too few, sealed", at: firstRecord(of: 7)) {
      $0[11] = 1; seal(&$0)
    },
    Damage("one source too many, sealed", at: 80) {
      $0[11] = 3; seal(&$0)
    },
    Damage("header shorter than its fixed fields", at: 12) { $0[15] = 63 },
    Damage("header longer than the limit", at: 12) { $0[12] = 0x7F },
    Damage("header longer than the file", at: segment.count) { $0[13] = 1 },
    Damage("header longer than its fields, sealed", at: 12) {
      $0[15] += 16; seal(&$0)
    },
    Damage("number of records over the limit", at: 16) { $0[16] = 1 },
    Damage("one record less", at: 28) { $0[23] -= 1 },
    Damage("one record less, sealed", at: segment.count - 16) {
      $0[23] -= 1; seal(&$0)
    },
    Damage("one record more, sealed", at: segment.count) {
      $0[23] += 1; seal(&$0)
    },
    Damage("day", at: 28) { $0[27] ^= 4 },
    Damage("the header's checksum", at: 28) { $0[30] ^= 4 },
    Damage("the records' checksum", at: 28) { $0[40] ^= 4 },
    Damage("the records' checksum, sealed", at: 32) {
      $0[40] ^= 4; seal(&$0)
    },
    Damage("a source's name", at: 28) { $0[66] ^= 1 },
    Damage("a source's name that is not UTF-8, sealed", at: 66) {
      $0[66] = 0xFF; seal(&$0)
    },
    Damage("a source's name beyond the header, sealed", at: 65) {
      $0[65] = 200; seal(&$0)
    },
    Damage("a source's identifier, sealed", at: firstRecord(of: 1)) {
      $0[64] = 2; seal(&$0)
    },
  ]

  static let body: [Damage] = [
    Damage("first fence entry", at: fenceOffset) { $0[fenceOffset + 3] = 1 },
    Damage("last fence entry", at: fenceOffset + 28) { $0[fenceOffset + 31] ^= 1 },
    Damage("first record above the second", at: bodyOffset + 16) { $0[bodyOffset] = 0xFF },
    Damage("last record below the one before it", at: bodyOffset + 1584) { $0[bodyOffset + 1584] = 0 },
    Damage("a duplicate record", at: bodyOffset + 48) { bytes in
      for index in 0..<16 { bytes[bodyOffset + 48 + index] = bytes[bodyOffset + 32 + index] }
    },
    Damage("a record's source", at: bodyOffset + 816) { $0[bodyOffset + 816 + 15] = 99 },
    Damage("the last hash byte of a record", at: 32) { $0[bodyOffset + 816 + 14] ^= 1 },
    Damage("an extra byte", at: segment.count) { $0.append(0) },
    Damage("a missing byte", at: segment.count - 1) { $0.removeLast() },
    Damage("only the magic", at: 8) { $0.removeLast($0.count - 8) },
    Damage("an empty file", at: 0) { $0.removeAll() },
  ]

  @Test func `the uncorrupted list is valid and has the expected layout`() throws {
    let list = try Segment(FixedBytes(Self.segment))
    try list.verify()
    #expect(list.header.sources.count == 2 && list.header.count == 100)
    #expect(Self.fenceOffset == 80)
  }

  @Test(arguments: header + body)
  func `a corrupt segment is rejected with the offset of the error`(damage: Damage) throws {
    var bytes = Self.segment
    damage.make(&bytes)
    let error = #expect(throws: ListError.self) { try Segment(FixedBytes(bytes)).verify() }
    #expect(error?.offset == damage.offset, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("byte \(damage.offset)") == true)
  }

  static let set = DebianSetBuilder(sample: [0, 4]).bytes

  @Test(arguments: [
    Damage("magic", at: 0) { $0[0] = 0 },
    Damage("algorithm", at: 8) { $0[8] = 3 },
    Damage("length of records", at: 9) { $0[9] = 5 },
    Damage("longer records", at: set.count) { $0[9] = 0 },
    Damage("bits", at: 8) { $0[10] ^= 1 },
    Damage("another type", at: 304) { ($0[10], $0[11]) = (1, 0x80) },
    Damage("number of records", at: 12) { $0[15] = 1 },
    Damage("a missing chunk", at: 12) { $0[20] = 1 },
    Damage("another chunk", at: 304) { $0[16] >>= 1 },
    Damage("checksum", at: 304) { $0[310] ^= 1 },
    Damage("first record", at: 304) { $0[336] ^= 1 },
    Damage("last byte", at: 304) { $0[$0.count - 1] ^= 0x80 },
    Damage("an extra byte", at: set.count) { $0.append(0) },
    Damage("a missing byte", at: set.count - 1) { $0.removeLast() },
    Damage("half a header", at: 100) { $0.removeLast($0.count - 100) },
  ])
  func `a corrupt Debian set is rejected with the offset of the error`(damage: Damage) throws {
    var bytes = Self.set
    damage.make(&bytes)
    let error = #expect(throws: ListError.self) { try DebianSet(FixedBytes(bytes)).verify() }
    #expect(error?.offset == damage.offset, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    Damage("magic", at: 0) { $0[5] ^= 1 },
    Damage("no probes", at: 22) { $0[22] = 0 },
    Damage("too many probes", at: 22) { $0[22] = 65 },
    Damage("too few bits", at: 23) { $0[23] = 2 },
    Damage("too many bits", at: 23) { $0[23] = 41 },
    Damage("more bits than in the file", at: 2072) { $0[23] = 15 },
    Damage("fewer bits than in the file", at: 1048) { $0[23] = 13 },
    Damage("a missing byte", at: 2071) { $0.removeLast() },
    Damage("an extra byte", at: 2072) { $0.append(0) },
    Damage("half a header", at: 20) { $0.removeLast($0.count - 20) },
  ])
  func `a corrupt filter is rejected with the offset of the error`(damage: Damage) throws {
    var bytes = try ImportTests.bytes("filter.pkbf")
    damage.make(&bytes)
    let error = #expect(throws: ListError.self) { try KeyFilter(FixedBytes(bytes), name: "filter") }
    #expect(error?.offset == damage.offset, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    Damage("an extra byte", at: 1600) { $0.append(0) },
    Damage("records out of order", at: 816) {
      $0.replaceSubrange(800..<816, with: [UInt8](repeating: 0xFE, count: 16))
    },
    Damage("a duplicate record", at: 32) { bytes in for index in 0..<16 { bytes[32 + index] = bytes[16 + index] } },
  ])
  func `a corrupt badkeys list is rejected with the offset of the error`(damage: Damage) throws {
    var bytes = Array(Self.segment[Self.bodyOffset...])
    damage.make(&bytes)
    var builder = SegmentBuilder(.number, sources: ListSource.badkeys)
    var counts = ImportCounts()
    let error = #expect(throws: ListError.self) {
      try builder.add(bytes.span, .badkeys, source: 1, counts: &counts)
    }
    #expect(error?.offset == damage.offset, "\(error?.description ?? "")")
  }
}

extension DebianSetBuilder {
  /// Creates a set with invented records for these chunks.
  init(sample chunks: [Int]) {
    self.init(.p256)
    for chunk in chunks {
      let fingerprints = (0..<DebianSet.chunkLength).map { key in
        (0..<32).map { UInt8(truncatingIfNeeded: (key * 32 + $0) &* 31 &+ chunk) }
      }
      add(fingerprints, chunk: chunk)
    }
  }
}
