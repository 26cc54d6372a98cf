// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
public import SystemBridge

/// Sorted records of one kind that never change, with an index.
///
/// A class, since a look-up would copy its header for each record that it looks at.
public final class Segment: Sendable {
  /// What it says of itself.
  public let header: SegmentHeader
  let bytes: FixedBytes
  /// Where the fence and the records start, kept because the header would add them up anew for each record.
  let fenceOffset: Int
  let bodyOffset: Int

  /// Takes a file after a look at its header and its length; records are read when a key is looked up.
  public init(_ bytes: FixedBytes) throws(ListError) {
    header = try bytes.withBytes { (all) throws(ListError) in try SegmentHeader(all) }
    self.bytes = bytes
    fenceOffset = header.encodedLength
    bodyOffset = header.bodyOffset(behind: fenceOffset)
  }

  /// Takes badkeys' blocklist.dat, which is records without a header: only their order tells them from other bytes, and
  /// it is looked at in so many places that no text passes for them.
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
      isWritten: false)
    self.bytes = bytes
    fenceOffset = header.encodedLength
    bodyOffset = header.bodyOffset(behind: fenceOffset)
  }

  private static let blocklistSamples = 64

  /// The record with the same hash, or nil.
  public func find(_ wanted: KeyRecord) -> KeyRecord? {
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
  public var records: [KeyRecord] {
    bytes.withBytes { all in (0..<header.count).map { record($0, in: all) } }
  }

  /// The name of a source in this segment.
  public func source(_ id: UInt8) -> ListSource? { header.sources.first { $0.id == id } }

  @inline(__always)
  func record(_ index: Int, in all: Span<UInt8>) -> KeyRecord {
    KeyRecord(at: bodyOffset + index * KeyRecord.length, in: all)
  }

  /// The records between two fence entries; entries that cannot be are cut to the records there are.
  private func bucket(_ wanted: KeyRecord, in all: Span<UInt8>) -> (Int, Int) {
    guard header.isWritten else { return (0, header.count) }
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
  /// Reads every record: their order, sources, index and checksum.
  ///
  /// A record out of place is reported before the checksum, since it says more.
  public func verify() throws(ListError) {
    try bytes.withBytes { (all) throws(ListError) in
      try verifyRecords(in: all)
      guard header.isWritten else { return }
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
      guard isKnown[Int(record.source)] || !header.isWritten else { throw .source(offset: offset, id: record.source) }
      let bucket = header.fenceBits == 0 ? 0 : Int(record.high >> UInt64(64 - header.fenceBits))
      while header.isWritten, entry <= bucket { check(&entry, index, in: all, &fault) }
      last = record
    }
    guard header.isWritten else { return }
    while entry < header.fenceCount { check(&entry, header.count, in: all, &fault) }
    if let fault { throw fault }
    for offset in fenceOffset + 4 * header.fenceCount..<bodyOffset where all[offset] != 0 {
      throw .fence(offset: offset)
    }
  }

  /// The first entry that does not fit is kept until all records are known to be in order.
  private func check(_ entry: inout Int, _ index: Int, in all: Span<UInt8>, _ fault: inout ListError?) {
    if fault == nil, fence(entry, in: all) != index { fault = .fence(offset: fenceOffset + 4 * entry) }
    entry += 1
  }
}

extension Segment {
  /// The records alone, which is badkeys' blocklist.dat where they are hashes of numbers.
  public var blocklist: [UInt8] {
    bytes.withBytes { all in (bodyOffset..<all.count).map { all[$0] } }
  }
}
