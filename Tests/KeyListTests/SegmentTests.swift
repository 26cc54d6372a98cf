// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import SystemBridge
import Testing

@Suite struct SegmentTests {
  /// A reproducible list of pseudo-random records.
  static func builder(_ count: Int, seed: UInt64 = 1) -> SegmentBuilder {
    var state = seed
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
    var builder = SegmentBuilder(.number, sources: [ListSource(id: 1, name: "one"), ListSource(id: 7, name: "seven")])
    for index in 0..<count {
      let words = [next(), next()]
      let hash = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
      builder.add(hash, source: index % 2 == 0 ? 1 : 7)
    }
    return builder
  }

  static func segment(_ builder: SegmentBuilder) throws -> Segment {
    try Segment(FixedBytes(builder.bytes(day: 20_000)))
  }

  @Test(arguments: [0, 1, 2, 15, 16, 17, 33, 1000, 5000])
  func `all records and only they are found`(count: Int) throws {
    let builder = SegmentTests.builder(count)
    let segment = try SegmentTests.segment(builder)
    try segment.verify()
    #expect(segment.header.count == count)
    for record in builder.records {
      #expect(segment.find(record) == record)
      let near = KeyRecord(Array(record.bytes.prefix(14)) + [record.bytes[14] ^ 1], source: record.source)
      #expect(segment.find(near) == nil)
    }
    for edge in [[UInt8](repeating: 0, count: 15), [UInt8](repeating: 0xFF, count: 15)] {
      #expect(segment.find(KeyRecord(edge, source: 1)) == nil)
    }
  }

  @Test func `of several records with the same hash, the first is kept`() throws {
    var builder = SegmentBuilder(.number, sources: [ListSource(id: 1, name: "a"), ListSource(id: 2, name: "b")])
    let hash = [UInt8](repeating: 9, count: 32)
    builder.add(hash, source: 2)
    builder.add(hash, source: 1)
    let segment = try SegmentTests.segment(builder)
    #expect(segment.records == [KeyRecord(hash, source: 2)])
  }

  @Test func `merging assigns free source identifiers, and removing deletes keys`() throws {
    var left = SegmentBuilder(.number, sources: [ListSource(id: 1, name: "a")])
    var right = SegmentBuilder(.number, sources: [ListSource(id: 1, name: "b", licence: "CC0")])
    left.add([UInt8](repeating: 1, count: 32), source: 1)
    right.add([UInt8](repeating: 2, count: 32), source: 1)
    var both = SegmentBuilder(.number, sources: [])
    try both.add(try SegmentTests.segment(left))
    try both.add(try SegmentTests.segment(right))
    let merged = try SegmentTests.segment(both)
    try merged.verify()
    #expect(merged.records.map { merged.source($0.source)?.name } == ["a", "b"])
    try both.remove(try SegmentTests.segment(left))
    #expect(try SegmentTests.segment(both).records.count == 1)
    var other = SegmentBuilder(.info, sources: [])
    #expect(throws: ListError.kinds("spki-sha256", "number-sha256")) { try other.add(merged) }
  }

  @Test func `a removal applies to earlier segments only`() throws {
    let key = try TestKey.rsa([0xC1] + [UInt8](repeating: 0x55, count: 255))
    var material = SegmentBuilder(.number, sources: [ListSource(id: 1, name: "a")])
    var counts = ImportCounts()
    try material.add(key.bytes.span, .keys, source: 1, counts: &counts)
    let base = try SegmentTests.segment(material)
    var removal = SegmentBuilder(.number, sources: [ListSource(id: 1, name: "a")], isRemoval: true)
    for record in base.records { removal.add(record) }
    let taken = try SegmentTests.segment(removal)
    #expect(key.lookUp(in: SegmentList(name: "l", [base]))?.grade == .listed)
    #expect(key.lookUp(in: SegmentList(name: "l", [base, taken])) == nil)
    #expect(key.lookUp(in: SegmentList(name: "l", [taken, base]))?.predicts == -40)
    #expect(key.lookUp(in: SegmentList(name: "l", [taken])) == nil)
  }

  @Test func `a truncated or extended list is rejected with the offset`() throws {
    let good = SegmentTests.builder(300).bytes(day: 1)
    for length in 0..<good.count {
      #expect(throws: ListError.self) { try Segment(FixedBytes(Array(good.prefix(length)))) }
    }
    #expect(throws: ListError.truncated(offset: good.count - 1, expected: good.count)) {
      try Segment(FixedBytes(good.dropLast()))
    }
    #expect(throws: ListError.overlong(offset: good.count, found: good.count + 1)) {
      try Segment(FixedBytes(good + [0]))
    }
  }

  @Test func `every flipped bit is rejected`() throws {
    let good = SegmentTests.builder(40).bytes(day: 1)
    for position in good.indices {
      for bit in 0..<8 {
        var bad = good
        bad[position] ^= 1 << UInt8(bit)
        #expect(throws: ListError.self, "byte \(position) bit \(bit)") { try Segment(FixedBytes(bad)).verify() }
      }
    }
  }

  @Test func `swapped records are rejected with the offset of the second`() throws {
    var bad = SegmentTests.builder(100).bytes(day: 1)
    let first = bad.count - 1600 + 16 * 50
    let record = Array(bad[first..<first + 16])
    bad.replaceSubrange(first..<first + 16, with: bad[first + 16..<first + 32])
    bad.replaceSubrange(first + 16..<first + 32, with: record)
    #expect(throws: ListError.order(offset: first + 16)) { try Segment(FixedBytes(bad)).verify() }
  }

  @Test func `look-ups with a corrupt index do not trap`() throws {
    let builder = SegmentTests.builder(300)
    var bad = builder.bytes(day: 1)
    for index in stride(from: 96, to: bad.count - 4800, by: 1) { bad[index] = 0xFF }
    guard let segment = try? Segment(FixedBytes(bad)) else { return }
    for record in builder.records { _ = segment.find(record) }
  }

  @Test(arguments: 0..<64)
  func `random bytes after a magic never trap`(seed: UInt64) {
    var state = seed &* 77_777 &+ 1
    let noise = (0..<400).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return UInt8(truncatingIfNeeded: state >> 40)
    }
    for magic in ["CSRKEYS1", "CSRKDEB1", "CSRKPRM1", "pkbfv1", ""] {
      let bytes = Array(magic.utf8) + noise.map { seed % 2 == 0 ? $0 & 3 : $0 }
      _ = try? ListFile(FixedBytes(bytes), name: "noise").verify()
      for format in ImportFormat.allCases {
        guard let kind = format.kind else {
          _ = try? SharedPrimeList(name: "noise", importing: bytes.span, modulusBits: nil)
          continue
        }
        var builder = SegmentBuilder(kind, sources: ListSource.badkeys)
        var counts = ImportCounts()
        try? builder.add(bytes.span, format, source: 1, counts: &counts)
      }
    }
  }

  @Test func `the embedded published keys match the corpus`() throws {
    guard let corpus = try? Data(contentsOf: Vectors.corpus("published-cc0.dat")) else { return }
    #expect(try Segment(FixedBytes(.publishedKeys)).blocklist == Array(corpus))
  }

  @Test func `the embedded published keys are intact, and all sources have an origin and a licence`() throws {
    let segment = try Segment(FixedBytes(.publishedKeys))
    try segment.verify()
    #expect(segment.header.count == 71_775)
    #expect(segment.header.sources.allSatisfy { !$0.origin.isEmpty && !$0.licence.isEmpty })
  }
}
