// SPDX-License-Identifier: Apache-2.0
internal import OpenSSLBridge
internal import SystemBridge

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
