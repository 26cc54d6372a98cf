// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
package import SystemBridge

/// Immutable sorted records of one kind, with an index.
///
/// A class, because a look-up would copy the header of a struct for each record.
package final class Segment: Sendable {
  /// The header.
  package let header: SegmentHeader
  let bytes: FixedBytes
  /// The offsets of the index and the records, stored because the header computes them from its sources.
  let fenceOffset: Int
  let bodyOffset: Int

  /// Opens a file; checks its header and length. Records are read by look-ups.
  package init(_ bytes: FixedBytes) throws(ListError) {
    header = try bytes.withBytes { (all) throws(ListError) in try SegmentHeader(all) }
    self.bytes = bytes
    fenceOffset = header.encodedLength
    bodyOffset = header.bodyOffset(after: fenceOffset)
  }

  /// Opens badkeys' blocklist.dat, which consists of records without a header.
  ///
  /// Only the order of the records distinguishes the file from other bytes. The number of samples is high enough to reject
  /// text.
  init(blocklist bytes: FixedBytes) throws(ListError) {
    let count = bytes.count / KeyRecord.length
    guard count > 1 else { throw .unknownFormat }
    let samples = min(count, Segment.blocklistSamples)
    let isSorted = bytes.withBytes { all in
      let records = (0..<samples).map {
        KeyRecord(at: $0 * (count - 1) / (samples - 1) * KeyRecord.length, in: all)
      }
      return zip(records, records.dropFirst()).allSatisfy { $0.precedes($1) }
    }
    guard isSorted else { throw .unknownFormat }
    guard bytes.count == count * KeyRecord.length else {
      throw .overlong(offset: count * KeyRecord.length, found: bytes.count)
    }
    header = SegmentHeader(
      kind: .number, isRemoval: false, sources: ListSource.badkeys, count: count, day: 0, checksum: [], fenceBits: 0,
      isInFile: false)
    self.bytes = bytes
    fenceOffset = header.encodedLength
    bodyOffset = header.bodyOffset(after: fenceOffset)
  }

  private static let blocklistSamples = 64

  /// Returns the record with the same hash, or nil.
  package func find(_ wanted: KeyRecord) -> KeyRecord? {
    bytes.withBytes { all in
      let (start, end) = bucket(wanted, in: all)
      var (low, high) = (start, end)
      while low < high {
        let middle = (low + high) / 2
        if record(middle, in: all).precedes(wanted) { low = middle + 1 } else { high = middle }
      }
      guard low < end else { return nil }
      let found = record(low, in: all)
      return found.hasHash(of: wanted) ? found : nil
    }
  }

  /// All records in order.
  package var records: [KeyRecord] {
    bytes.withBytes { all in (0..<header.count).map { record($0, in: all) } }
  }

  /// Returns a source of this segment by its identifier.
  package func source(_ id: UInt8) -> ListSource? { header.sources.first { $0.id == id } }

  @inline(__always)
  func record(_ index: Int, in all: Span<UInt8>) -> KeyRecord {
    KeyRecord(at: bodyOffset + index * KeyRecord.length, in: all)
  }

  /// The range of records between two index entries, limited to the existing records if an entry is corrupt.
  private func bucket(_ wanted: KeyRecord, in all: Span<UInt8>) -> (Int, Int) {
    guard header.isInFile else { return (0, header.count) }
    let entry = header.fenceBits == 0 ? 0 : Int(wanted.high >> UInt64(64 - header.fenceBits))
    let start = min(fence(entry, in: all), header.count)
    let end = entry + 1 < header.fenceCount ? min(fence(entry + 1, in: all), header.count) : header.count
    return (start, max(start, end))
  }

  func fence(_ entry: Int, in all: Span<UInt8>) -> Int {
    let start = fenceOffset + 4 * entry
    return Int(all[start]) << 24 | Int(all[start + 1]) << 16 | Int(all[start + 2]) << 8 | Int(all[start + 3])
  }
}

extension Segment {
  /// Verifies the order and sources of the records, the index and the checksum.
  ///
  /// A misplaced record is reported in preference to the checksum, because it is more specific.
  package func verify() throws(ListError) {
    try bytes.withBytes { (all) throws(ListError) in
      try verifyRecords(in: all)
      guard header.isInFile else { return }
      var hash = SHA256Hash()
      hash.update(all, bodyOffset..<all.count)
      guard hash.finish() == header.checksum else { throw .checksum(offset: SegmentHeader.checksumOffset) }
    }
  }

  private func verifyRecords(in all: Span<UInt8>) throws(ListError) {
    var isKnown = [Bool](repeating: false, count: 256)
    for source in header.sources { isKnown[Int(source.id)] = true }
    var entry = 0
    var fault: ListError?
    var last: KeyRecord?
    for index in 0..<header.count {
      let record = record(index, in: all)
      let offset = bodyOffset + index * KeyRecord.length
      if let last, !last.precedes(record) { throw .order(offset: offset) }
      guard isKnown[Int(record.source)] || !header.isInFile else { throw .source(offset: offset, id: record.source) }
      let bucket = header.fenceBits == 0 ? 0 : Int(record.high >> UInt64(64 - header.fenceBits))
      if header.isInFile, entry <= bucket {
        for next in entry...bucket { check(next, index, in: all, &fault) }
        entry = bucket + 1
      }
      last = record
    }
    guard header.isInFile else { return }
    for next in entry..<header.fenceCount { check(next, header.count, in: all, &fault) }
    if let fault { throw fault }
    for offset in fenceOffset + 4 * header.fenceCount..<bodyOffset where all[offset] != 0 {
      throw .fence(offset: offset)
    }
  }

  /// Keeps the first wrong index entry, which is reported only if all records are in order.
  private func check(_ entry: Int, _ index: Int, in all: Span<UInt8>, _ fault: inout ListError?) {
    if fault == nil, fence(entry, in: all) != index { fault = .fence(offset: fenceOffset + 4 * entry) }
  }
}

extension Segment {
  /// The records without a header: for hashes of kind `number`, the format of badkeys' blocklist.dat.
  package var blocklist: [UInt8] {
    bytes.withBytes { all in (bodyOffset..<all.count).map { all[$0] } }
  }
}
